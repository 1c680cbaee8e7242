package dev.tuliptree.tests.combine;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.WaitResult;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** waitUntil says which futures are done; it raises nothing of theirs and cancels none. */
class WaitUntilTest {
    private static Task<Integer> after(int seconds) {
        return createTask(() -> {
            sleep(seconds(seconds));
            return seconds;
        });
    }

    private static Task<Integer> failing(int seconds) {
        return createTask(() -> {
            sleep(seconds(seconds));
            throw new IOException("after " + seconds);
        });
    }

    @LoopTest
    void allCompletedWaitsForTheLast() {
        Task<Integer> one = after(1);
        Task<Integer> two = after(2);
        WaitResult<Task<Integer>> result = waitUntil(ALL_COMPLETED, one, two);
        assertThat(result.done()).containsExactly(one, two);
        assertThat(result.pending()).isEmpty();
        assertThat(now()).isEqualTo(seconds(2));
    }

    @LoopTest
    void firstCompletedWaitsForTheFirstAndLeavesTheOthers() {
        Task<Integer> slow = after(5);
        Task<Integer> fast = after(1);
        WaitResult<Task<Integer>> result = waitUntil(FIRST_COMPLETED, slow, fast);
        assertThat(result.done()).containsExactly(fast);
        assertThat(result.pending()).containsExactly(slow);
        assertThat(now()).isEqualTo(seconds(1));
        assertThat(await(slow)).isEqualTo(5);
    }

    @LoopTest
    void firstExceptionWaitsForTheFirstFailure() {
        Task<Integer> fine = after(1);
        Task<Integer> fails = failing(2);
        Task<Integer> slow = after(5);
        WaitResult<Task<Integer>> result = waitUntil(FIRST_EXCEPTION, fine, fails, slow);
        assertThat(result.done()).containsExactly(fine, fails);
        assertThat(result.pending()).containsExactly(slow);
        assertThat(now()).isEqualTo(seconds(2));
        assertThat(fails.exception()).hasMessage("after 2");
        slow.cancel();
    }

    @LoopTest
    void firstExceptionWithoutAFailureWaitsForAll() {
        Task<Integer> cancelled = after(1);
        Task<Integer> fine = after(3);
        loop().callLater(millis(500), () -> cancelled.cancel());
        WaitResult<Task<Integer>> result = waitUntil(FIRST_EXCEPTION, cancelled, fine);
        assertThat(result.done()).containsExactly(cancelled, fine);
        assertThat(now()).isEqualTo(seconds(3));
    }

    @LoopTest
    void itRaisesNothingOfTheirs() {
        Task<Integer> fails = failing(1);
        assertThat(waitUntil(ALL_COMPLETED, fails).done()).containsExactly(fails);
        assertThatThrownBy(() -> await(fails)).isInstanceOf(IOException.class);
    }

    @LoopTest
    void lookingForFailuresIsNotLookingAtThem() {
        List<String> told = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> told.add(failure.getMessage()));
        waitUntil(FIRST_EXCEPTION, failing(1), after(3));
        assertThat(now()).isEqualTo(seconds(1));
        sleep(seconds(5));
        assertThat(told).containsExactly("after 1");
    }

    @LoopTest
    void withAllDoneItReturnsAtOnce() {
        Task<Integer> done = after(1);
        sleep(seconds(2));
        assertThat(waitUntil(ALL_COMPLETED, done).done()).containsExactly(done);
        assertThat(now()).isEqualTo(seconds(2));
    }

    @LoopTest
    void forALimitedTimeItTellsWhatIsDoneByThen() {
        Task<Integer> one = after(1);
        Task<Integer> ten = after(10);
        WaitResult<Task<Integer>> result = waitUntil(ALL_COMPLETED, seconds(3), one, ten);
        assertThat(result.done()).containsExactly(one);
        assertThat(result.pending()).containsExactly(ten);
        assertThat(now()).isEqualTo(seconds(3));
        assertThat(await(ten)).isEqualTo(10);
    }

    @LoopTest
    void cancellingTheCallerCancelsNoneOfThem() {
        Task<Integer> one = after(5);
        assertThat(moveOnAfter(seconds(1), () -> {
                    waitUntil(ALL_COMPLETED, one);
                }))
                .isFalse();
        assertThat(await(one)).isEqualTo(5);
    }

    @LoopTest
    void itIsACheckpointEvenWithAllDone() {
        Task<Integer> done = after(0);
        settle();
        LoopAssertions.assertCheckpoints(() -> waitUntil(ALL_COMPLETED, done));
        LoopAssertions.assertLetsOthersRun(() -> waitUntil(ALL_COMPLETED, done));
    }

    @LoopTest
    void aCancelledFutureIsDone() {
        Task<Integer> task = after(5);
        loop().callLater(seconds(1), () -> task.cancel("enough"));
        assertThat(waitUntil(FIRST_COMPLETED, task).done()).containsExactly(task);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(task::result);
    }

    @LoopTest
    void theSameFutureTwiceIsOne() {
        Task<Integer> task = after(1);
        assertThat(waitUntil(ALL_COMPLETED, task, task).done()).containsExactly(task);
    }

    @LoopTest
    void manyWaitersForManyFutures() {
        Task<?>[] tasks = new Task<?>[50];
        for (int i = 0; i < tasks.length; i++) tasks[i] = after(1 + i % 3);
        nursery(n -> {
            for (int i = 0; i < 20; i++) {
                n.start(() -> {
                    assertThat(waitUntil(ALL_COMPLETED, tasks).done()).hasSize(50);
                });
            }
        });
        assertThat(now()).isEqualTo(seconds(3));
    }

    @LoopTest
    void cancelledAtAnyPointTheFuturesGoOnAndNoCallbackIsLeftOnThem() {
        int points = CancelEverywhere.run(victim -> {
            Task<Integer> one = after(1);
            Task<Integer> two = after(2);
            boolean completed = victim.run(() -> {
                assertThat(waitUntil(ALL_COMPLETED, one, two).pending()).isEmpty();
            });
            if (completed) assertThat(one.done() && two.done()).isTrue();
            assertThat(await(one) + await(two)).isEqualTo(3);
        });
        assertThat(points).isPositive();
    }
}
