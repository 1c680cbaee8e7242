package dev.tuliptree.tests.cancel;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.CancelScope;
import dev.tuliptree.Cancelled;
import dev.tuliptree.Future;
import dev.tuliptree.Task;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Inside a cancelled scope every checkpoint raises, until the scope is left; the scope that was cancelled catches it.
 */
class CancelScopeTest {
    @LoopTest
    void aBlockThatIsNotCancelledRunsAsIfThereWereNoScope() throws IOException {
        Optional<String> value = cancelScope(scope -> {
            checkpoint();
            return "tulip";
        });
        assertThat(value).contains("tulip");
        CancelScope left = cancelScope(scope -> {
            checkpoint();
        });
        assertThat(left.cancelCalled()).isFalse();
        assertThat(left.cancelledCaught()).isFalse();
        assertThat(left.reason()).isNull();
        IOException failure = new IOException("wire");
        assertThatThrownBy(() -> cancelScope(scope -> {
                    throwIt(failure);
                }))
                .isSameAs(failure);
    }

    @LoopTest
    void theNextCheckpointRaisesAndTheScopeCatches() {
        List<String> steps = new ArrayList<>();
        CancelScope left = cancelScope(scope -> {
            scope.cancel();
            steps.add("goes on until a checkpoint");
            checkpoint();
            steps.add("not reached");
        });
        assertThat(steps).containsExactly("goes on until a checkpoint");
        assertThat(left.cancelCalled()).isTrue();
        assertThat(left.cancelledCaught()).isTrue();
        checkpoint();
    }

    @LoopTest
    void theBlockWithAValueIsEmptyWhenItWasCancelled() {
        Optional<String> value = cancelScope(scope -> {
            scope.cancel();
            checkpoint();
            return "tulip";
        });
        assertThat(value).isEmpty();
    }

    @LoopTest
    void aBlockThatPassesNoCheckpointIsCalledButNotCaught() {
        CancelScope left = cancelScope(scope -> {
            scope.cancel();
        });
        assertThat(left.cancelCalled()).isTrue();
        assertThat(left.cancelledCaught()).isFalse();
        checkpoint();
    }

    @LoopTest
    void everyCheckpointRaisesNotJustTheFirst() {
        List<Cancelled> raised = new ArrayList<>();
        cancelScope(scope -> {
            scope.cancel();
            for (int i = 0; i < 5; i++) {
                try {
                    sleep(seconds(1));
                } catch (Cancelled cancelled) {
                    raised.add(cancelled);
                }
            }
        });
        assertThat(raised).hasSize(5);
        assertThat(now()).isZero();
    }

    @LoopTest
    void swallowingItIsNotBeingCaught() {
        CancelScope left = cancelScope(scope -> {
            scope.cancel();
            try {
                checkpoint();
            } catch (Cancelled swallowed) {
                return;
            }
        });
        assertThat(left.cancelledCaught()).isFalse();
    }

    @LoopTest
    void itWakesATaskThatWaits() {
        nursery(n -> {
            List<CancelScope> opened = new ArrayList<>();
            Task<String> task = n.start(() -> {
                CancelScope left = cancelScope(scope -> {
                    opened.add(scope);
                    sleepForever();
                });
                return left.cancelledCaught() ? "caught" : "not caught";
            });
            settle();
            opened.getFirst().cancel();
            assertThat(await(task)).isEqualTo("caught");
        });
        assertThat(now()).isZero();
    }

    @LoopTest
    void itWakesEveryTaskInsideAndNobodyOutside() {
        nursery(n -> {
            List<CancelScope> opened = new ArrayList<>();
            List<Task<?>> inside = new ArrayList<>();
            n.start(() -> {
                cancelScope(scope -> {
                    opened.add(scope);
                    nursery(inner -> {
                        for (int i = 0; i < 3; i++) inside.add(inner.start(() -> sleepForever()));
                        inner.start(() -> nursery(deeper -> {
                            inside.add(deeper.start(() -> sleepForever()));
                        }));
                    });
                });
            });
            Task<String> outside = n.start(() -> {
                sleep(seconds(1));
                return "goes on";
            });
            settle();
            opened.getFirst().cancel();
            settle();
            assertThat(inside).hasSize(4).allMatch(Task::cancelled);
            assertThat(await(outside)).isEqualTo("goes on");
        });
    }

    @LoopTest
    void theOuterScopeCatchesWhatItWasCancelledFor() {
        CancelScope[] inner = new CancelScope[1];
        CancelScope outer = cancelScope(o -> {
            inner[0] = cancelScope(i -> {
                o.cancel();
                checkpoint();
            });
            fail("the outer scope is still cancelled");
        });
        assertThat(outer.cancelledCaught()).isTrue();
        assertThat(inner[0]).as("what the inner call would have returned").isNull();
    }

    @LoopTest
    void theInnerScopeCatchesWhatItWasCancelledForAndTheOuterGoesOn() {
        List<String> steps = new ArrayList<>();
        CancelScope outer = cancelScope(o -> {
            CancelScope inner = cancelScope(i -> {
                i.cancel();
                checkpoint();
            });
            assertThat(inner.cancelledCaught()).isTrue();
            checkpoint();
            steps.add("goes on");
        });
        assertThat(steps).hasSize(1);
        assertThat(outer.cancelCalled()).isFalse();
    }

    @LoopTest
    void withBothCancelledTheOuterCatches() {
        List<String> steps = new ArrayList<>();
        CancelScope outer = cancelScope(o -> {
            cancelScope(i -> {
                i.cancel();
                o.cancel();
                checkpoint();
            });
            steps.add("not reached");
        });
        assertThat(outer.cancelledCaught()).isTrue();
        assertThat(steps).isEmpty();
    }

    @LoopTest
    void withTheOuterCancelledWhileTheInnerIsOnItsWayOutTheOuterCatches() {
        List<String> steps = new ArrayList<>();
        CancelScope outer = cancelScope(o -> {
            cancelScope(i -> {
                i.cancel();
                try {
                    checkpoint();
                } finally {
                    o.cancel();
                }
            });
            steps.add("not reached");
        });
        assertThat(outer.cancelledCaught()).isTrue();
        assertThat(steps).isEmpty();
    }

    @LoopTest
    void aFailureOnTheWayOutReplacesTheCancellation() {
        assertThatThrownBy(() -> cancelScope(scope -> {
                    scope.cancel();
                    try {
                        checkpoint();
                    } finally {
                        throwIt(new IOException("while tidying up"));
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("while tidying up");
        checkpoint();
    }

    private static void throwIt(IOException failure) throws IOException {
        throw failure;
    }

    @LoopTest
    void aScopeOpenedInsideACancelledOneIsCancelledFromItsBeginning() {
        List<String> steps = new ArrayList<>();
        cancelScope(outer -> {
            outer.cancel();
            cancelScope(inner -> {
                assertThat(inner.cancelCalled()).as("the inner scope itself").isFalse();
                checkpoint();
                steps.add("not reached");
            });
        });
        assertThat(steps).isEmpty();
    }

    @LoopTest
    void aTaskStartedInACancelledNurseryRunsToItsFirstCheckpoint() {
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            n.cancel();
            n.start(() -> {
                steps.add("begun");
                checkpoint();
                steps.add("not reached");
            });
        });
        assertThat(steps).containsExactly("begun");
    }

    @LoopTest
    void aBackgroundTaskStartedInACancelledScopeIsNotInIt() {
        Future<String> future = loop().createFuture();
        cancelScope(scope -> {
            scope.cancel();
            createTask(() -> {
                sleep(seconds(1));
                future.setResult("belongs to the loop");
            });
        });
        assertThat(await(future)).isEqualTo("belongs to the loop");
    }

    @LoopTest
    void cancellingAgainChangesNothing() {
        CancelScope left = cancelScope(scope -> {
            scope.cancel("first");
            scope.cancel("second");
            checkpoint();
        });
        assertThat(left.reason().text()).isEqualTo("first");
    }

    @LoopTest
    void cancellingAfterItWasLeftChangesNothing() {
        CancelScope left = cancelScope(scope -> {
            checkpoint();
        });
        left.cancel("too late");
        assertThat(left.cancelCalled()).isFalse();
        assertThat(left.reason()).isNull();
        checkpoint();
    }

    @LoopTest
    void aCallbackMayCancelIt() {
        CancelScope left = cancelScope(scope -> {
            loop().callLater(seconds(2), () -> scope.cancel("by a callback"));
            sleepForever();
        });
        assertThat(left.cancelledCaught()).isTrue();
        assertThat(now()).isEqualTo(seconds(2));
    }

    @LoopTest
    void anotherThreadMayNotCancelItDirectly() {
        cancelScope(scope -> {
            toThread(() -> {
                assertThatIllegalStateException()
                        .isThrownBy(() -> scope.cancel())
                        .withMessageContaining("callSoonThreadsafe");
            });
            assertThat(scope.cancelCalled()).isFalse();
        });
    }

    @LoopTest
    void cancellingManyTasksAtOnceEndsThemAll() {
        List<Task<?>> tasks = new ArrayList<>();
        nursery(n -> {
            for (int i = 0; i < 1_000; i++) tasks.add(n.start(() -> sleepForever()));
            settle();
            n.cancel();
        });
        assertThat(tasks).hasSize(1_000).allMatch(Task::cancelled);
    }

    @LoopTest
    void deepNestingIsCancelledFromTheOutermostToTheInnermost() {
        int[] depth = new int[1];
        CancelScope outermost = cancelScope(scope -> {
            loop().callLater(seconds(1), scope::cancel);
            nest(100, depth);
        });
        assertThat(outermost.cancelledCaught()).isTrue();
        assertThat(depth[0]).isEqualTo(100);
    }

    private static void nest(int more, int[] depth) {
        if (more == 0) {
            sleepForever();
            return;
        }
        depth[0]++;
        cancelScope(scope -> {
            nest(more - 1, depth);
        });
    }
}
