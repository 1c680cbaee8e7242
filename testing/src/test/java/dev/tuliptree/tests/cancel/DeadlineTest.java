package dev.tuliptree.tests.cancel;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.CancelScope;
import dev.tuliptree.testing.LoopTest;
import java.time.Duration;

/** A scope is cancelled when its deadline comes; the deadline may be moved as long as it has not. */
class DeadlineTest {
    @LoopTest
    void aScopeHasNoneAtFirst() {
        CancelScope left = cancelScope(scope -> {
            assertThat(scope.deadline()).isEqualTo(Long.MAX_VALUE);
            sleep(seconds(1_000_000));
        });
        assertThat(left.cancelCalled()).isFalse();
    }

    @LoopTest
    void theScopeIsCancelledExactlyThen() {
        CancelScope left = cancelScope(scope -> {
            scope.deadlineIn(seconds(3));
            assertThat(scope.deadline()).isEqualTo(seconds(3).toNanos());
            sleepForever();
        });
        assertThat(left.cancelledCaught()).isTrue();
        assertThat(left.reason().text()).isEqualTo("the deadline passed");
        assertThat(now()).isEqualTo(seconds(3));
    }

    @LoopTest
    void itCanBeAPointInTime() {
        sleep(seconds(5));
        cancelScope(scope -> {
            scope.deadlineAt(seconds(7).toNanos());
            sleepForever();
        });
        assertThat(now()).isEqualTo(seconds(7));
    }

    @LoopTest
    void itCanBeMovedAhead() {
        cancelScope(scope -> {
            scope.deadlineIn(seconds(1));
            loop().callLater(millis(500), () -> scope.deadlineIn(seconds(2)));
            sleepForever();
        });
        assertThat(now()).isEqualTo(millis(2_500));
    }

    @LoopTest
    void itCanBeMovedCloser() {
        cancelScope(scope -> {
            scope.deadlineIn(seconds(100));
            loop().callLater(seconds(1), () -> scope.deadlineIn(seconds(2)));
            sleepForever();
        });
        assertThat(now()).isEqualTo(seconds(3));
    }

    @LoopTest
    void itCanBeTakenAway() {
        CancelScope left = cancelScope(scope -> {
            scope.deadlineIn(seconds(1));
            scope.deadlineAt(Long.MAX_VALUE);
            sleep(seconds(10));
        });
        assertThat(left.cancelCalled()).isFalse();
    }

    @LoopTest
    void aKeepAliveMovesItWithEveryMessage() {
        CancelScope left = cancelScope(scope -> {
            for (int message = 0; message < 10; message++) {
                scope.deadlineIn(seconds(2));
                sleep(seconds(1));
            }
            sleepForever();
        });
        assertThat(left.cancelledCaught()).isTrue();
        assertThat(now()).isEqualTo(seconds(11));
    }

    @LoopTest
    void movedIntoThePastItCancelsAtOnce() {
        sleep(seconds(5));
        CancelScope left = cancelScope(scope -> {
            scope.deadlineAt(seconds(4).toNanos());
            assertThat(scope.cancelCalled()).isTrue();
            checkpoint();
        });
        assertThat(left.cancelledCaught()).isTrue();
    }

    @LoopTest
    void zeroTimeCancelsAtTheFirstCheckpoint() {
        for (Duration none : new Duration[] {Duration.ZERO, seconds(-1)}) {
            CancelScope left = cancelScope(scope -> {
                scope.deadlineIn(none);
                checkpoint();
            });
            assertThat(left.cancelledCaught()).isTrue();
        }
    }

    @LoopTest
    void movingItAfterItHasPassedDoesNotTakeTheCancelBack() {
        CancelScope left = cancelScope(scope -> {
            scope.deadlineIn(seconds(0));
            scope.deadlineIn(seconds(100));
            checkpoint();
        });
        assertThat(left.cancelledCaught()).isTrue();
    }

    @LoopTest
    void anEarlierCancelKeepsItsReason() {
        CancelScope left = cancelScope(scope -> {
            scope.deadlineIn(seconds(1));
            scope.cancel("somebody called");
            shielded(() -> sleep(seconds(2)));
            checkpoint();
        });
        assertThat(left.reason().text()).isEqualTo("somebody called");
    }

    @LoopTest
    void leavingTheScopeTakesItsTimerAlong() {
        for (int i = 0; i < 100; i++) {
            cancelScope(scope -> {
                scope.deadlineIn(seconds(1_000));
                checkpoint();
            });
        }
        assertThat(loop().statistics().timers()).isZero();
    }

    @LoopTest
    void movingItAfterTheScopeWasLeftSetsNoTimer() {
        CancelScope left = cancelScope(scope -> {
            checkpoint();
        });
        left.deadlineIn(seconds(1));
        assertThat(loop().statistics().timers()).isZero();
        sleep(seconds(2));
        assertThat(left.cancelCalled()).isFalse();
    }

    @LoopTest
    void ofNestedDeadlinesTheFirstToComeCounts() {
        CancelScope outer = cancelScope(o -> {
            o.deadlineIn(seconds(2));
            CancelScope inner = cancelScope(i -> {
                i.deadlineIn(seconds(1));
                sleepForever();
            });
            assertThat(inner.cancelledCaught()).isTrue();
            assertThat(now()).isEqualTo(seconds(1));
            cancelScope(i -> {
                i.deadlineIn(seconds(100));
                sleepForever();
            });
            fail("the outer deadline has passed");
        });
        assertThat(outer.cancelledCaught()).isTrue();
        assertThat(now()).isEqualTo(seconds(2));
    }

    @LoopTest
    void aTimeTooLongToTellIsNever() {
        CancelScope left = cancelScope(scope -> {
            scope.deadlineIn(Duration.ofSeconds(Long.MAX_VALUE));
            assertThat(scope.deadline()).isEqualTo(Long.MAX_VALUE);
            sleep(seconds(1));
        });
        assertThat(left.cancelCalled()).isFalse();
    }

    @LoopTest
    void theEffectiveDeadlineIsTheEarliestThatCanBeSeen() {
        assertThat(effectiveDeadline()).isEqualTo(Long.MAX_VALUE);
        cancelScope(outer -> {
            outer.deadlineIn(seconds(10));
            cancelScope(inner -> {
                inner.deadlineIn(seconds(20));
                assertThat(effectiveDeadline()).isEqualTo(seconds(10).toNanos());
                inner.deadlineIn(seconds(5));
                assertThat(effectiveDeadline()).isEqualTo(seconds(5).toNanos());
                shielded(() -> assertThat(effectiveDeadline()).isEqualTo(Long.MAX_VALUE));
            });
            outer.cancel();
            assertThat(effectiveDeadline()).isEqualTo(Long.MIN_VALUE);
        });
    }

    @LoopTest
    void theEffectiveDeadlineReachesIntoChildren() {
        cancelScope(outer -> {
            outer.deadlineIn(seconds(10));
            nursery(n -> {
                assertThat(await(n.start(() -> effectiveDeadline())))
                        .isEqualTo(seconds(10).toNanos());
            });
        });
    }
}
