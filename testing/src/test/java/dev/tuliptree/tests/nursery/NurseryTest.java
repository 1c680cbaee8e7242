package dev.tuliptree.tests.nursery;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.CancelScope;
import dev.tuliptree.Nursery;
import dev.tuliptree.Task;
import dev.tuliptree.sync.Event;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** A nursery's block ends when its body and all of its children have ended. */
class NurseryTest {
    @LoopTest
    void theBlockEndsWhenAllChildrenHave() {
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            for (int i = 1; i <= 3; i++) {
                int time = i;
                n.start(() -> {
                    sleep(seconds(time));
                    steps.add("child " + time);
                });
            }
            steps.add("body");
        });
        steps.add("behind");
        assertThat(steps).containsExactly("body", "child 1", "child 2", "child 3", "behind");
        assertThat(now()).isEqualTo(seconds(3));
    }

    @LoopTest
    void theBlockHasTheValueOfItsBody() {
        String value = nursery(n -> {
            n.start(() -> sleep(seconds(1)));
            return "tulip";
        });
        assertThat(value).isEqualTo("tulip");
    }

    @LoopTest
    void aNurseryWithoutChildrenEndsAtOnce() {
        nursery(n -> {});
        assertThat(now()).isZero();
    }

    @LoopTest
    void itsEndIsNoPointOfCancellation() {
        CancelScope scope = cancelScope(s -> {
            s.cancel();
            nursery(n -> {});
        });
        assertThat(scope.cancelledCaught()).isFalse();
    }

    @LoopTest
    void childrenHaveResults() {
        nursery(n -> {
            Task<Integer> one = n.start(() -> 1);
            Task<Integer> two = n.start(() -> {
                sleep(seconds(1));
                return 2;
            });
            assertThat(await(one) + await(two)).isEqualTo(3);
        });
    }

    @LoopTest
    void childrenMayStartChildren() {
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            startMore(n, 5, steps);
        });
        assertThat(steps).hasSize(5);
        assertThat(now()).isEqualTo(seconds(5));
    }

    private static void startMore(Nursery n, int more, List<String> steps) {
        if (more == 0) return;
        n.start(() -> {
            sleep(seconds(1));
            steps.add("child");
            startMore(n, more - 1, steps);
        });
    }

    @LoopTest
    void tasksOutsideMayStartChildrenWhileItIsOpen() {
        List<String> steps = new ArrayList<>();
        nursery(outer -> {
            List<Nursery> opened = new ArrayList<>();
            outer.start(() -> nursery(n -> {
                opened.add(n);
                sleep(seconds(2));
            }));
            settle();
            opened.getFirst().start(() -> {
                steps.add("begun");
                sleep(seconds(5));
                steps.add("ended");
            });
        });
        assertThat(steps).containsExactly("begun", "ended");
        assertThat(now()).isEqualTo(seconds(5));
    }

    @LoopTest
    void itTakesNoChildrenAfterItsEnd() {
        List<Nursery> ended = new ArrayList<>();
        nursery(n -> {
            ended.add(n);
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> ended.getFirst().start(() -> {}))
                .withMessageContaining("ended");
    }

    @LoopTest
    void anotherThreadCannotStartChildren() {
        nursery(n -> {
            toThread(() -> {
                assertThatIllegalStateException()
                        .isThrownBy(() -> n.start(() -> {}))
                        .withMessageContaining("callSoonThreadsafe");
            });
        });
    }

    @LoopTest
    void manyChildrenCostNothingButTheirWork() {
        int[] done = new int[1];
        nursery(n -> {
            for (int i = 0; i < 2_000; i++) {
                n.start(() -> {
                    checkpoint();
                    done[0]++;
                });
            }
        });
        assertThat(done[0]).isEqualTo(2_000);
    }

    @LoopTest
    void nurseriesNest() {
        List<String> steps = new ArrayList<>();
        nursery(outer -> {
            outer.start(() -> nursery(inner -> {
                inner.start(() -> {
                    sleep(seconds(1));
                    steps.add("grandchild");
                });
            }));
            nursery(inner -> {
                inner.start(() -> {
                    sleep(seconds(2));
                    steps.add("child of the inner one");
                });
            });
            steps.add("inner one ended");
        });
        assertThat(steps).containsExactly("grandchild", "child of the inner one", "inner one ended");
    }

    // -- cancelling

    @LoopTest
    void cancellingItEndsBodyAndChildrenWithoutAFailure() {
        List<String> steps = new ArrayList<>();
        String value = nursery(n -> {
            n.start(() -> {
                try {
                    sleepForever();
                } finally {
                    steps.add("child");
                }
            });
            settle();
            n.cancel();
            checkpoint();
            return "not reached";
        });
        assertThat(value).isNull();
        assertThat(steps).containsExactly("child");
        checkpoint();
    }

    @LoopTest
    void theValueOfABodyThatWasThroughIsKeptWhenChildrenAreCancelled() {
        String value = nursery(n -> {
            n.start(() -> sleepForever());
            n.cancel();
            return "kept";
        });
        assertThat(value).isEqualTo("kept");
    }

    @LoopTest
    void aChildMayCancelIt() {
        nursery(n -> {
            n.start(() -> {
                sleep(seconds(1));
                n.cancel("found what we looked for");
            });
            n.start(() -> sleepForever());
            sleepForever();
        });
        assertThat(now()).isEqualTo(seconds(1));
    }

    @LoopTest
    void aChildThatIsCancelledAloneIsNoFailureAndTheOthersGoOn() {
        List<String> steps = new ArrayList<>();
        String value = nursery(n -> {
            Task<?> one = n.start(() -> sleepForever());
            n.start(() -> {
                sleep(seconds(1));
                steps.add("the other");
            });
            settle();
            one.cancel();
            return "value";
        });
        assertThat(steps).containsExactly("the other");
        assertThat(value).isEqualTo("value");
    }

    @LoopTest
    void cancelledFromAroundItStillWaitsForItsChildrenToTidyUp() {
        List<String> steps = new ArrayList<>();
        CancelScope outer = cancelScope(scope -> {
            loop().callLater(seconds(1), scope::cancel);
            nursery(n -> {
                n.start(() -> {
                    try {
                        sleepForever();
                    } finally {
                        shielded(() -> sleep(seconds(3)));
                        steps.add("tidied up");
                    }
                });
            });
            steps.add("not reached");
        });
        assertThat(outer.cancelledCaught()).isTrue();
        assertThat(steps).containsExactly("tidied up");
        assertThat(now()).isEqualTo(seconds(4));
    }

    @LoopTest
    void beingCancelledAgainAndAgainItStillWaits() {
        List<String> steps = new ArrayList<>();
        Task<?> host = createTask(() -> nursery(n -> {
            n.start(() -> {
                try {
                    sleepForever();
                } finally {
                    shielded(() -> sleep(seconds(3)));
                    steps.add("tidied up");
                }
            });
        }));
        settle();
        for (int i = 0; i < 3; i++) {
            host.cancel("attempt " + i);
            sleep(millis(500));
            assertThat(host.done()).isFalse();
        }
        sleep(seconds(5));
        assertThat(host.cancelled()).isTrue();
        assertThat(steps).containsExactly("tidied up");
    }

    @LoopTest
    void cancellingTheInnerOneLeavesTheOuterOneAlone() {
        List<String> steps = new ArrayList<>();
        nursery(outer -> {
            outer.start(() -> {
                sleep(seconds(1));
                steps.add("outer child");
            });
            nursery(inner -> {
                inner.start(() -> sleepForever());
                inner.cancel();
            });
            checkpoint();
            steps.add("outer body");
        });
        assertThat(steps).containsExactly("outer body", "outer child");
    }

    @LoopTest
    void wherePeopleWaitForEachOtherEveryPointMayBeCancelled() {
        int points = CancelEverywhere.run(victim -> {
            int[] running = new int[1];
            victim.run(() -> nursery(n -> {
                Event ready = new Event();
                Task<?> first = n.start(() -> {
                    running[0]++;
                    try {
                        ready.await();
                    } finally {
                        running[0]--;
                    }
                });
                n.start(() -> {
                    running[0]++;
                    try {
                        sleep(seconds(1));
                        ready.set();
                        await(first);
                    } finally {
                        running[0]--;
                    }
                });
                checkpoint();
            }));
            assertThat(running[0]).isZero();
        });
        assertThat(points).isGreaterThan(5);
    }
}
