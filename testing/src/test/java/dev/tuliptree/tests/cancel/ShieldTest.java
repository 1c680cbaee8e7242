package dev.tuliptree.tests.cancel;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.CancelScope;
import dev.tuliptree.Cancelled;
import dev.tuliptree.Task;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** A shield hides from its inside what happens to the scopes around it, and nothing else. */
class ShieldTest {
    @LoopTest
    void cleaningUpMaySuspendInsideOfIt() {
        List<String> steps = new ArrayList<>();
        CancelScope left = cancelScope(scope -> {
            try {
                scope.cancel();
                checkpoint();
            } finally {
                shielded(() -> {
                    sleep(seconds(1));
                    steps.add("said goodbye");
                });
            }
        });
        assertThat(steps).containsExactly("said goodbye");
        assertThat(left.cancelledCaught()).isTrue();
        assertThat(now()).isEqualTo(seconds(1));
    }

    @LoopTest
    void theBlockHasItsValue() {
        assertThat(shielded(() -> "tulip")).isEqualTo("tulip");
    }

    @LoopTest
    void aCancelThatComesInsideIsNoticedAtTheFirstCheckpointBehindIt() {
        List<String> steps = new ArrayList<>();
        cancelScope(scope -> {
            loop().callLater(seconds(1), scope::cancel);
            shielded(() -> {
                sleep(seconds(2));
                steps.add("inside");
            });
            steps.add("behind");
            checkpoint();
            steps.add("not reached");
        });
        assertThat(steps).containsExactly("inside", "behind");
        assertThat(now()).isEqualTo(seconds(2));
    }

    @LoopTest
    void itDoesNotHideACancelOfItsOwnScope() {
        CancelScope left = cancelScope(scope -> {
            scope.shield(true);
            assertThat(scope.shielded()).isTrue();
            scope.cancel();
            checkpoint();
        });
        assertThat(left.cancelledCaught()).isTrue();
    }

    @LoopTest
    void itDoesNotHideACancelOfAScopeInsideOfIt() {
        shielded(() -> {
            CancelScope left = cancelScope(scope -> {
                scope.cancel();
                checkpoint();
            });
            assertThat(left.cancelledCaught()).isTrue();
        });
    }

    @LoopTest
    void insideOfItADeadlineStillHolds() {
        CancelScope outer = cancelScope(scope -> {
            scope.cancel();
            boolean inTime = shielded(() -> moveOnAfter(seconds(3), () -> sleepForever()));
            assertThat(inTime).isFalse();
        });
        assertThat(now()).isEqualTo(seconds(3));
        assertThat(outer.cancelledCaught()).isFalse();
    }

    @LoopTest
    void aShieldedScopeThatIsCancelledCatchesThoughAnOuterOneWasCancelledToo() {
        List<String> steps = new ArrayList<>();
        CancelScope outer = cancelScope(o -> {
            CancelScope inner = cancelScope(i -> {
                i.shield(true);
                o.cancel();
                i.cancel();
                checkpoint();
            });
            assertThat(inner.cancelledCaught()).isTrue();
            steps.add("behind");
            checkpoint();
            steps.add("not reached");
        });
        assertThat(outer.cancelledCaught()).isTrue();
        assertThat(steps).containsExactly("behind");
    }

    @LoopTest
    void lifetimeOfTheShieldMayEndBeforeThatOfTheScope() {
        List<String> steps = new ArrayList<>();
        cancelScope(outer -> {
            cancelScope(inner -> {
                inner.shield(true);
                outer.cancel();
                checkpoint();
                steps.add("shielded");
                inner.shield(false);
                assertThatExceptionOfType(Cancelled.class).isThrownBy(() -> checkpoint());
                steps.add("not shielded");
                inner.shield(true);
                checkpoint();
                steps.add("shielded again");
            });
            checkpoint();
            steps.add("not reached");
        });
        assertThat(steps).containsExactly("shielded", "not shielded", "shielded again");
    }

    @LoopTest
    void takingTheShieldAwayWakesATaskThatWaits() {
        nursery(n -> {
            List<CancelScope> inner = new ArrayList<>();
            Task<?> task = n.start(() -> {
                cancelScope(scope -> {
                    inner.add(scope);
                    scope.shield(true);
                    sleepForever();
                });
            });
            settle();
            task.cancel();
            settle();
            assertThat(task.done()).isFalse();
            inner.getFirst().shield(false);
            settle();
            assertThat(task.cancelled()).isTrue();
        });
    }

    @LoopTest
    void itCoversTheChildrenOfNurseriesInside() {
        List<String> steps = new ArrayList<>();
        cancelScope(outer -> {
            loop().callLater(seconds(1), outer::cancel);
            shielded(() -> nursery(n -> {
                for (int i = 0; i < 3; i++) {
                    n.start(() -> {
                        sleep(seconds(5));
                        steps.add("done");
                    });
                }
            }));
        });
        assertThat(steps).hasSize(3);
        assertThat(now()).isEqualTo(seconds(5));
    }

    @LoopTest
    void aShieldedScopeMovedUnderACancelledOneStaysShielded() {
        // A child of a cancelled nursery: its own shield counts, wherever its nursery hangs.
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            n.start(() -> {
                shielded(() -> {
                    sleep(seconds(1));
                    steps.add("tidied up");
                });
            });
            n.cancel();
        });
        assertThat(steps).containsExactly("tidied up");
    }

    @LoopTest
    void shieldsNest() {
        List<String> steps = new ArrayList<>();
        cancelScope(outer -> {
            outer.cancel();
            shielded(() -> {
                shielded(() -> {
                    checkpoint();
                    steps.add("inner");
                });
                checkpoint();
                steps.add("outer");
            });
        });
        assertThat(steps).containsExactly("inner", "outer");
    }
}
