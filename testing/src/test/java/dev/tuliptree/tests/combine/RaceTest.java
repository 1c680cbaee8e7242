package dev.tuliptree.tests.combine;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.CancelScope;
import dev.tuliptree.Cancelled;
import dev.tuliptree.Coroutine;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** race returns what the first coroutine to end returns, and cancels the others. */
class RaceTest {
    private static <T> Coroutine<T> after(int seconds, T value) {
        return () -> {
            sleep(seconds(seconds));
            return value;
        };
    }

    @LoopTest
    void theFirstToEndWins() {
        assertThat(race(after(3, "slow"), after(1, "fast"), after(2, "middling")))
                .isEqualTo("fast");
        assertThat(now()).isEqualTo(seconds(1));
    }

    @LoopTest
    void theOthersAreCancelledAndWaitedFor() {
        List<String> steps = new ArrayList<>();
        race(after(1, "fast"), () -> {
            try {
                sleepForever();
            } finally {
                shielded(() -> sleep(seconds(2)));
                steps.add("tidied up");
            }
            return "never";
        });
        assertThat(steps).containsExactly("tidied up");
        assertThat(now()).isEqualTo(seconds(3));
    }

    @LoopTest
    void aFailureWinsToo() {
        IOException failure = new IOException("wire");
        assertThatThrownBy(() -> race(after(2, "slow"), () -> {
                    sleep(seconds(1));
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(now()).isEqualTo(seconds(1));
    }

    @LoopTest
    void aLoserThatEndsWhileItIsBeingCancelledHasLost() {
        String winner = race(after(1, "first"), () -> {
            try {
                sleepForever();
            } catch (Cancelled cancelled) {
                return "too late";
            }
            return "never";
        });
        assertThat(winner).isEqualTo("first");
    }

    @LoopTest
    void anExceptionOfALoserIsNotHeardOf() {
        String winner = race(after(1, "first"), () -> {
            try {
                sleepForever();
            } catch (Cancelled cancelled) {
                throw new IOException("too late", cancelled);
            }
            return "never";
        });
        assertThat(winner).isEqualTo("first");
    }

    @LoopTest
    void anErrorIsNeverHiddenBehindAWinner() {
        assertThatThrownBy(() -> race(after(1, "first"), () -> {
                    try {
                        sleepForever();
                    } finally {
                        throwBroken();
                    }
                    return "never";
                }))
                .hasStackTraceContaining("broken");
    }

    private static void throwBroken() {
        throw new AssertionError("broken");
    }

    @LoopTest
    void anErrorOfTheFirstToEndIsThrownAsItIs() {
        assertThatThrownBy(() -> race(after(1, "slow"), () -> {
                    throw new AssertionError("broken");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("broken");
    }

    @LoopTest
    void theResultMayBeNull() {
        assertThat(race(after(1, null), after(2, "slow"))).isNull();
    }

    @LoopTest
    void aRaceOfOneIsJustThat() {
        assertThat(race(after(1, "alone"))).isEqualTo("alone");
    }

    @LoopTest
    void thereMustBeOneAtLeast() {
        assertThatIllegalArgumentException().isThrownBy(() -> race());
    }

    @LoopTest
    void cancellingTheCallerCancelsThemAll() {
        CancelScope scope = cancelScope(s -> {
            loop().callLater(seconds(1), s::cancel);
            race(after(10, "a"), after(20, "b"));
        });
        assertThat(scope.cancelledCaught()).isTrue();
        assertThat(now()).isEqualTo(seconds(1));
    }

    @LoopTest
    void oneThatIsCancelledAloneLeavesTheRace() {
        String winner = race(
                () -> {
                    currentTask().cancel("by itself");
                    checkpoint();
                    return "never";
                },
                after(1, "the other"));
        assertThat(winner).isEqualTo("the other");
    }

    @LoopTest
    void itIsACheckpoint() {
        LoopAssertions.assertCheckpoints(() -> race(after(1, "a"), after(1, "b")));
        LoopAssertions.assertCheckpoints(() -> race(() -> "without a checkpoint of its own"));
    }

    @LoopTest
    void cancelledAtAnyPointNothingGoesOn() {
        int points = CancelEverywhere.run(victim -> {
            int[] running = new int[1];
            Coroutine<String> one = () -> {
                running[0]++;
                try {
                    sleep(seconds(1));
                } finally {
                    running[0]--;
                }
                return "done";
            };
            victim.run(() -> {
                assertThat(race(one, one, after(5, "slow"))).isEqualTo("done");
            });
            assertThat(running[0]).isZero();
        });
        assertThat(points).isGreaterThan(4);
    }
}
