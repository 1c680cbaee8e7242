package dev.tuliptree.tests.cancel;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.CancelScope;
import dev.tuliptree.Cancelled;
import dev.tuliptree.Task;
import dev.tuliptree.sync.Event;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** A block is bounded in time: it is cancelled when its time is over, and the caller is told. */
class TimeoutTest {
    @LoopTest
    void aBlockThatIsInTimeHasItsValue() throws TimeoutException {
        String value = timeout(seconds(2), () -> {
            sleep(seconds(1));
            return "tulip";
        });
        assertThat(value).isEqualTo("tulip");
        assertThat(now()).isEqualTo(seconds(1));
        timeout(seconds(2), () -> sleep(seconds(1)));
        assertThat(now()).isEqualTo(seconds(2));
    }

    @LoopTest
    void aBlockThatIsLateIsCancelledThen() {
        List<String> steps = new ArrayList<>();
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> timeout(seconds(2), () -> {
                    try {
                        sleepForever();
                    } finally {
                        steps.add("tidied up");
                    }
                }))
                .withMessage("timed out after 2.0 s");
        assertThat(steps).containsExactly("tidied up");
        assertThat(now()).isEqualTo(seconds(2));
        checkpoint();
    }

    @LoopTest
    void theMessageTellsShortLimitsInMilliseconds() {
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> timeout(millis(250), () -> sleepForever()))
                .withMessage("timed out after 250 ms");
    }

    @LoopTest
    void itWaitsForTheBlockToTidyUp() {
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> timeout(seconds(1), () -> {
                    try {
                        sleepForever();
                    } finally {
                        shielded(() -> sleep(seconds(5)));
                    }
                }));
        assertThat(now()).isEqualTo(seconds(6));
    }

    @LoopTest
    void whatTheBlockThrowsComesThroughAsItIs() {
        IOException failure = new IOException("wire");
        assertThatThrownBy(() -> timeout(seconds(1), () -> {
                    checkpoint();
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @LoopTest
    void aFailureWhileItIsBeingCancelledIsNotHiddenBehindTheTimeout() {
        assertThatThrownBy(() -> timeout(seconds(1), () -> {
                    try {
                        sleepForever();
                    } catch (Cancelled cancelled) {
                        throw new IOException("while tidying up", cancelled);
                    }
                }))
                .isInstanceOf(IOException.class);
    }

    @LoopTest
    void whatTheBlockReturnsAllTheSameIsReturned() throws TimeoutException {
        String value = timeout(seconds(1), () -> {
            try {
                sleepForever();
            } catch (Cancelled cancelled) {
                return "partial result";
            }
            return "never";
        });
        assertThat(value).isEqualTo("partial result");
    }

    @LoopTest
    void zeroTimeIsOverAtTheFirstCheckpoint() throws TimeoutException {
        for (Duration none : List.of(Duration.ZERO, seconds(-3))) {
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> timeout(none, () -> checkpoint()));
            assertThat(timeout(none, () -> "without a checkpoint")).isEqualTo("without a checkpoint");
        }
    }

    @LoopTest
    void anOuterCancelBeatsAnInnerTimeout() throws TimeoutException {
        CancelScope outer = cancelScope(scope -> {
            loop().callLater(seconds(1), scope::cancel);
            timeout(seconds(10), () -> sleepForever());
        });
        assertThat(outer.cancelledCaught()).isTrue();
        assertThat(now()).isEqualTo(seconds(1));
    }

    @LoopTest
    void anOuterCancelWhileAnInnerTimeoutIsOnItsWayOutWins() throws TimeoutException {
        CancelScope outer = cancelScope(scope -> {
            timeout(seconds(1), () -> {
                try {
                    sleepForever();
                } finally {
                    scope.cancel();
                }
            });
        });
        assertThat(outer.cancelledCaught()).isTrue();
    }

    @LoopTest
    void ofNestedTimeoutsTheOneThatRanOutThrows() throws TimeoutException {
        List<String> steps = new ArrayList<>();
        timeout(seconds(10), () -> {
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> timeout(seconds(1), () -> sleepForever()));
            steps.add("inner ran out");
            sleep(seconds(1));
        });
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> timeout(seconds(1), () -> {
                    try {
                        timeout(seconds(10), () -> sleepForever());
                    } catch (TimeoutException e) {
                        fail("it was the outer one");
                    }
                }));
        assertThat(steps).containsExactly("inner ran out");
        assertThat(now()).isEqualTo(seconds(3));
    }

    @LoopTest
    void aTimeoutExceptionOfTheBlocksOwnIsAFailureLikeAnyOther() {
        TimeoutException own = new TimeoutException("of its own");
        assertThatThrownBy(() -> timeout(seconds(1), () -> {
                    throw own;
                }))
                .isSameAs(own);
    }

    @LoopTest
    void theTimerOfATimeoutThatWasInTimeIsGone() throws TimeoutException {
        timeout(seconds(1_000), () -> checkpoint());
        assertThat(loop().statistics().timers()).isZero();
    }

    @LoopTest
    void tasksThatTheBlockAwaitsGoOnWhenItsTimeIsOver() {
        Task<String> task = createTask(() -> {
            sleep(seconds(5));
            return "done";
        });
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> timeout(seconds(1), () -> await(task)));
        assertThat(await(task)).isEqualTo("done");
    }

    @LoopTest
    void moveOnAfterGoesOnEitherWay() {
        assertThat(moveOnAfter(seconds(1), () -> sleepForever())).isFalse();
        assertThat(moveOnAfter(seconds(1), () -> sleep(millis(999)))).isTrue();
        assertThat(moveOnAfter(seconds(1), () -> "in time")).contains("in time");
        assertThat(moveOnAfter(seconds(1), () -> {
                    sleep(seconds(2));
                    return "late";
                }))
                .isEmpty();
        assertThat(now()).isEqualTo(millis(2_999));
    }

    @LoopTest
    void moveOnAfterDoesNotSwallowAnOuterCancel() {
        List<String> steps = new ArrayList<>();
        CancelScope outer = cancelScope(scope -> {
            loop().callLater(seconds(1), scope::cancel);
            moveOnAfter(seconds(10), () -> sleepForever());
            steps.add("not reached");
        });
        assertThat(outer.cancelledCaught()).isTrue();
        assertThat(steps).isEmpty();
    }

    @LoopTest
    void manyTimeoutsAtTheSameInstantAreToldApart() {
        List<String> late = new ArrayList<>();
        nursery(n -> {
            for (int i = 0; i < 100; i++) {
                String name = "block " + i;
                n.start(() -> {
                    if (!moveOnAfter(seconds(1), () -> sleepForever())) late.add(name);
                });
            }
        });
        assertThat(late).hasSize(100).doesNotHaveDuplicates();
        assertThat(now()).isEqualTo(seconds(1));
    }

    @LoopTest
    void cancelledAtAnyPointItEitherReturnsOrRaises() {
        int points = CancelEverywhere.run(victim -> {
            Event finished = new Event();
            boolean completed = victim.run(() -> {
                timeout(seconds(10), () -> {
                    sleep(seconds(1));
                    checkpoint();
                    finished.set();
                });
            });
            if (completed) assertThat(finished.isSet()).isTrue();
        });
        assertThat(points).isPositive();
    }
}
