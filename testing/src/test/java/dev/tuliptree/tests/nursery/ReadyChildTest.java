package dev.tuliptree.tests.nursery;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.CancelScope;
import dev.tuliptree.ExceptionGroup;
import dev.tuliptree.Nursery;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A child that says when it is ready belongs to its starter until then, and to the nursery from then on. */
class ReadyChildTest {
    @LoopTest
    void theStarterWaitsUntilItIsReadyAndGetsWhatItHandsBack() {
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            String port = n.startAndAwaitReady((Nursery.Starting<String> child) -> {
                sleep(seconds(2));
                child.started("port 80");
                sleep(seconds(3));
                steps.add("child");
            });
            assertThat(port).isEqualTo("port 80");
            assertThat(now()).isEqualTo(seconds(2));
            steps.add("starter");
        });
        assertThat(steps).containsExactly("starter", "child");
        assertThat(now()).isEqualTo(seconds(5));
    }

    @LoopTest
    void aFailureBeforeIsTheStartersAsItIs() {
        IOException failure = new IOException("port taken");
        nursery(n -> {
            assertThatThrownBy(() -> n.startAndAwaitReady(child -> {
                        checkpoint();
                        throw failure;
                    }))
                    .isSameAs(failure);
            checkpoint();
        });
    }

    @LoopTest
    void aFailureAfterwardsIsTheNurserys() {
        assertThatExceptionOfType(ExceptionGroup.class)
                .isThrownBy(() -> nursery(n -> {
                    n.startAndAwaitReady((Nursery.Starting<String> child) -> {
                        child.started("ready");
                        sleep(seconds(1));
                        throw new IOException("wire");
                    });
                    sleepForever();
                }))
                .satisfies(group -> assertThat(group.leaves())
                        .extracting(Throwable::getMessage)
                        .containsExactly("wire"));
    }

    @LoopTest
    void oneThatEndsWithoutHavingBeenReadyIsAMistake() {
        nursery(n -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> n.startAndAwaitReady(child -> checkpoint()))
                    .withMessageContaining("started");
        });
    }

    @LoopTest
    void beingReadyTwiceIsAMistake() {
        assertThatExceptionOfType(ExceptionGroup.class)
                .isThrownBy(() -> nursery(n -> {
                    n.startAndAwaitReady((Nursery.Starting<String> child) -> {
                        child.started("once");
                        child.started("twice");
                    });
                }))
                .satisfies(group ->
                        assertThat(group.leaves()).hasSize(1).first().isInstanceOf(IllegalStateException.class));
    }

    @LoopTest
    void cancellingTheStarterCancelsItBefore() {
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            boolean inTime = moveOnAfter(seconds(1), () -> {
                n.startAndAwaitReady(child -> {
                    try {
                        sleepForever();
                    } finally {
                        steps.add("cancelled");
                    }
                });
            });
            assertThat(inTime).isFalse();
            assertThat(steps).containsExactly("cancelled");
        });
    }

    @LoopTest
    void cancellingTheStarterAfterwardsDoesNotReachIt() {
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            cancelScope(scope -> {
                n.startAndAwaitReady((Nursery.Starting<String> child) -> {
                    child.started("ready");
                    sleep(seconds(2));
                    steps.add("child");
                });
                scope.cancel();
                checkpoint();
            });
        });
        assertThat(steps).containsExactly("child");
    }

    @LoopTest
    void cancellingTheNurseryReachesItAfterwards() {
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            n.startAndAwaitReady((Nursery.Starting<String> child) -> {
                child.started("ready");
                try {
                    sleepForever();
                } finally {
                    steps.add("cancelled");
                }
            });
            n.cancel();
        });
        assertThat(steps).containsExactly("cancelled");
    }

    @LoopTest
    void startedInACancelledNurseryItIsCancelledOnceItIsReady() {
        List<String> steps = new ArrayList<>();
        nursery(outer -> {
            List<Nursery> opened = new ArrayList<>();
            outer.start(() -> nursery(n -> {
                opened.add(n);
                n.cancel();
                shielded(() -> sleep(seconds(5)));
            }));
            settle();
            opened.getFirst().startAndAwaitReady((Nursery.Starting<String> child) -> {
                checkpoint();
                steps.add("the nursery does not reach it yet");
                child.started("ready");
                checkpoint();
                steps.add("not reached");
            });
        });
        assertThat(steps).containsExactly("the nursery does not reach it yet");
    }

    @LoopTest
    void theNurseryWaitsForOneThatIsNotReadyYet() {
        List<String> steps = new ArrayList<>();
        nursery(outer -> {
            List<Nursery> opened = new ArrayList<>();
            outer.start(() -> {
                nursery(n -> {
                    opened.add(n);
                    sleep(millis(500));
                });
                steps.add("nursery");
            });
            outer.start(() -> {
                settle();
                opened.getFirst().startAndAwaitReady((Nursery.Starting<String> child) -> {
                    sleep(seconds(1));
                    child.started("ready");
                    sleep(seconds(1));
                    steps.add("child");
                });
                steps.add("starter");
            });
        });
        assertThat(steps).containsExactly("starter", "child", "nursery");
    }

    @LoopTest
    void itsOwnScopesMoveAlongWithIt() {
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            n.startAndAwaitReady((Nursery.Starting<String> child) -> {
                CancelScope left = cancelScope(scope -> {
                    nursery(inner -> {
                        inner.start(() -> sleepForever());
                        settle();
                        child.started("ready, with a child of its own");
                        sleepForever();
                    });
                });
                steps.add(left.cancelledCaught() ? "inner scope" : "further out");
            });
            sleep(seconds(1));
            n.cancel();
        });
        assertThat(steps)
                .as("the nursery's cancellation passes the child's own scope")
                .isEmpty();
    }

    @LoopTest
    void cancelledAtAnyPointNothingIsLeft() {
        int points = CancelEverywhere.run(victim -> {
            int[] running = new int[1];
            nursery(n -> {
                victim.run(() -> n.startAndAwaitReady((Nursery.Starting<String> child) -> {
                    running[0]++;
                    try {
                        sleep(seconds(1));
                        child.started("ready");
                        sleep(seconds(1));
                    } finally {
                        running[0]--;
                    }
                }));
            });
            assertThat(running[0]).isZero();
        });
        assertThat(points).isGreaterThan(3);
    }
}
