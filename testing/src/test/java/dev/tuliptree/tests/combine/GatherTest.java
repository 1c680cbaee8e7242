package dev.tuliptree.tests.combine;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.CancelScope;
import dev.tuliptree.Cancelled;
import dev.tuliptree.Coroutine;
import dev.tuliptree.Outcome;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** gather runs coroutines beside each other; one failure ends them all, unless their outcomes are asked for. */
class GatherTest {
    private static <T> Coroutine<T> after(int seconds, T value) {
        return () -> {
            sleep(seconds(seconds));
            return value;
        };
    }

    private static Coroutine<String> failing(int seconds, Exception failure) {
        return () -> {
            sleep(seconds(seconds));
            throw failure;
        };
    }

    @LoopTest
    void resultsComeInTheOrderOfTheCoroutines() {
        assertThat(gather(after(3, "a"), after(1, "b"), after(2, "c"))).containsExactly("a", "b", "c");
        assertThat(now()).isEqualTo(seconds(3));
    }

    @LoopTest
    void itTakesAListOrActionsToo() {
        List<Coroutine<Integer>> squares = new ArrayList<>();
        for (int i = 0; i < 100; i++) squares.add(after(1, i * i));
        assertThat(gather(squares)).hasSize(100).startsWith(0, 1, 4, 9);
        List<String> steps = new ArrayList<>();
        gather(() -> sleep(seconds(1)), () -> {
            steps.add("action");
        });
        assertThat(steps).containsExactly("action");
    }

    @LoopTest
    void ofNothingThereIsNothing() {
        assertThat(gather(List.of())).isEmpty();
    }

    @LoopTest
    void resultsMayBeNull() {
        assertThat(gather(after(1, null), after(1, "b"))).containsExactly(null, "b");
    }

    @LoopTest
    void theFirstFailureIsThrownAsItIsAndTheOthersAreCancelled() {
        IOException failure = new IOException("wire");
        List<String> cancelled = new ArrayList<>();
        assertThatThrownBy(() -> gather(failing(1, failure), () -> {
                    try {
                        sleepForever();
                    } catch (Cancelled e) {
                        cancelled.add("the other");
                        throw e;
                    }
                    return "never";
                }))
                .isSameAs(failure);
        assertThat(cancelled).containsExactly("the other");
        assertThat(now()).isEqualTo(seconds(1));
    }

    @LoopTest
    void itWaitsForTheOthersToTidyUp() {
        assertThatThrownBy(() -> gather(failing(1, new IOException("wire")), () -> {
                    try {
                        sleepForever();
                    } finally {
                        shielded(() -> sleep(seconds(4)));
                    }
                    return "never";
                }))
                .isInstanceOf(IOException.class);
        assertThat(now()).isEqualTo(seconds(5));
    }

    @LoopTest
    void furtherFailuresAreSuppressedInTheFirst() {
        IOException first = new IOException("first");
        IOException second = new IOException("second");
        assertThatThrownBy(() -> gather(failing(1, first), () -> {
                    try {
                        sleepForever();
                    } catch (Cancelled e) {
                        throw second;
                    }
                    return "never";
                }))
                .isSameAs(first)
                .satisfies(failure -> assertThat(failure.getSuppressed()).contains(second));
    }

    @LoopTest
    void cancellingTheCallerCancelsThemAll() {
        int[] cancelled = new int[1];
        CancelScope scope = cancelScope(s -> {
            loop().callLater(seconds(1), s::cancel);
            Coroutine<String> one = () -> {
                try {
                    sleepForever();
                } finally {
                    cancelled[0]++;
                }
                return "never";
            };
            gather(one, one, one);
        });
        assertThat(scope.cancelledCaught()).isTrue();
        assertThat(cancelled[0]).isEqualTo(3);
    }

    @LoopTest
    void oneThatAwaitedSomethingCancelledFailsWithThat() {
        var future = loop().<String>createFuture();
        future.cancel("gone");
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> gather(() -> await(future), after(1, "b")))
                .withMessageContaining("gone");
    }

    @LoopTest
    void itIsACheckpoint() {
        LoopAssertions.assertCheckpoints(() -> gather(after(1, "a"), after(1, "b")));
        LoopAssertions.assertCheckpoints(() -> gather(() -> "without a checkpoint of its own"));
        LoopAssertions.assertCheckpoints(() -> gather(List.of()));
        LoopAssertions.assertLetsOthersRun(() -> gather(List.of()));
    }

    @LoopTest
    void cancelledAtAnyPointNothingGoesOn() {
        int points = CancelEverywhere.run(victim -> {
            int[] running = new int[1];
            Coroutine<String> one = () -> {
                running[0]++;
                try {
                    sleep(seconds(1));
                    checkpoint();
                } finally {
                    running[0]--;
                }
                return "done";
            };
            victim.run(() -> {
                assertThat(gather(one, one)).containsExactly("done", "done");
            });
            assertThat(running[0]).isZero();
        });
        assertThat(points).isGreaterThan(4);
    }

    // -- settled

    @LoopTest
    void settledEachRunsToItsEndWhateverBecomesOfTheOthers() {
        IOException failure = new IOException("wire");
        List<Outcome<String>> outcomes = gatherSettled(after(2, "a"), failing(1, failure), after(3, "c"));
        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Success<>("a"), new Outcome.Failure<>(failure), new Outcome.Success<>("c"));
        assertThat(now()).isEqualTo(seconds(3));
    }

    @LoopTest
    void settledCancellationOfWhatOneAwaitedIsAnOutcome() {
        var future = loop().<String>createFuture();
        future.cancel("gone");
        List<Outcome<String>> outcomes = gatherSettled(() -> await(future), after(1, "b"));
        assertThat(outcomes.getFirst())
                .isInstanceOfSatisfying(
                        Outcome.Stopped.class,
                        stopped -> assertThat(stopped.reason()).contains("gone"));
        assertThat(outcomes.getLast()).isEqualTo(new Outcome.Success<>("b"));
    }

    @LoopTest
    void settledOneThatIsCancelledAloneIsAnOutcome() {
        List<Outcome<String>> outcomes = gatherSettled(
                () -> {
                    currentTask().cancel("by itself");
                    checkpoint();
                    return "never";
                },
                after(1, "b"));
        assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Stopped.class);
        assertThat(outcomes.getLast()).isEqualTo(new Outcome.Success<>("b"));
    }

    @LoopTest
    void settledDoesNotSwallowTheCancellationOfTheCaller() {
        List<String> steps = new ArrayList<>();
        CancelScope scope = cancelScope(s -> {
            loop().callLater(seconds(1), s::cancel);
            gatherSettled(after(10, "a"), after(20, "b"));
            steps.add("not reached");
        });
        assertThat(scope.cancelledCaught()).isTrue();
        assertThat(steps).isEmpty();
    }
}
