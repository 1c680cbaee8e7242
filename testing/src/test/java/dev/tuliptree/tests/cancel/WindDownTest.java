package dev.tuliptree.tests.cancel;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.CancelScope;
import dev.tuliptree.Task;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** What is inside a scope can be asked to come to its end by itself, and is cancelled if it takes too long. */
class WindDownTest {
    @LoopTest
    void aLoopThatLooksEndsByItself() {
        int[] rounds = new int[1];
        CancelScope left = cancelScope(scope -> {
            loop().callLater(millis(3_500), () -> scope.windDown(seconds(10), "closing time"));
            while (!windingDown()) {
                sleep(seconds(1));
                rounds[0]++;
            }
        });
        assertThat(rounds[0]).isEqualTo(4);
        assertThat(left.cancelCalled()).isFalse();
        assertThat(now()).isEqualTo(seconds(4));
    }

    @LoopTest
    void whoWaitsForItIsWoken() {
        nursery(n -> {
            Task<String> server = n.start(() -> {
                awaitWindDown();
                sleep(seconds(2));
                return "closed in order";
            });
            settle();
            assertThat(server.done()).isFalse();
            n.scope().windDown(seconds(5), "closing time");
            assertThat(await(server)).isEqualTo("closed in order");
        });
        assertThat(now()).isEqualTo(seconds(2));
    }

    @LoopTest
    void whoComesLaterDoesNotWaitForIt() {
        cancelScope(scope -> {
            scope.windDown(seconds(5), "closing time");
            awaitWindDown();
        });
        assertThat(now()).isZero();
    }

    @LoopTest
    void whatIsLeftAfterTheTimeOfGraceIsCancelled() {
        CancelScope left = cancelScope(scope -> {
            scope.windDown(seconds(5), "closing time");
            sleepForever();
        });
        assertThat(left.cancelledCaught()).isTrue();
        assertThat(left.reason().text()).contains("closing time");
        assertThat(now()).isEqualTo(seconds(5));
    }

    @LoopTest
    void anEarlierDeadlineStays() {
        cancelScope(scope -> {
            scope.deadlineIn(seconds(1));
            scope.windDown(seconds(5), "closing time");
            sleepForever();
        });
        assertThat(now()).isEqualTo(seconds(1));
    }

    @LoopTest
    void aSecondCallChangesNothing() {
        cancelScope(scope -> {
            scope.windDown(seconds(5), "first");
            scope.windDown(seconds(1), "second");
            sleepForever();
        });
        assertThat(now()).isEqualTo(seconds(5));
    }

    @LoopTest
    void itIsSeenInScopesAndChildrenInside() {
        List<Boolean> seen = new ArrayList<>();
        cancelScope(outer -> {
            outer.windDown(seconds(5), "closing time");
            cancelScope(inner -> {
                assertThat(inner.windingDown()).isTrue();
                seen.add(windingDown());
            });
            nursery(n -> {
                n.start(() -> {
                    seen.add(windingDown());
                });
            });
        });
        assertThat(seen).containsExactly(true, true);
    }

    @LoopTest
    void itIsNotSeenOutside() {
        cancelScope(outer -> {
            cancelScope(inner -> {
                inner.windDown(seconds(5), "closing time");
            });
            assertThat(outer.windingDown()).isFalse();
            assertThat(windingDown()).isFalse();
        });
    }

    @LoopTest
    void itIsNotSeenBehindAShield() {
        cancelScope(outer -> {
            outer.windDown(seconds(5), "closing time");
            shielded(() -> assertThat(windingDown()).isFalse());
        });
    }

    @LoopTest
    void whoIsCancelledIsWindingDownToo() {
        cancelScope(scope -> {
            scope.cancel();
            assertThat(windingDown()).isTrue();
            assertThat(scope.windingDown()).isTrue();
        });
    }

    @LoopTest
    void waitingForItEndsWithACancellation() {
        CancelScope left = cancelScope(scope -> {
            loop().callLater(seconds(1), scope::cancel);
            awaitWindDown();
        });
        assertThat(left.cancelledCaught()).isTrue();
    }

    @LoopTest
    void askingOneOfTwoScopesLeavesTheOthersWaiting() {
        nursery(n -> {
            List<CancelScope> scopes = new ArrayList<>();
            List<Task<?>> tasks = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                tasks.add(n.start(() -> {
                    cancelScope(scope -> {
                        scopes.add(scope);
                        awaitWindDown();
                    });
                }));
            }
            settle();
            scopes.getFirst().windDown(seconds(5), "only you");
            settle();
            assertThat(tasks).filteredOn(Task::done).hasSize(1);
            scopes.getLast().windDown(seconds(5), "you too");
        });
    }

    @LoopTest
    void cancelledAtAnyPointNobodyWaitsForItAnyMore() {
        int points = CancelEverywhere.run(victim -> {
            nursery(n -> {
                n.start(() -> {
                    sleep(seconds(1));
                    n.scope().windDown(seconds(5), "closing time");
                });
                victim.run(() -> awaitWindDown());
            });
        });
        assertThat(points).isPositive();
    }
}
