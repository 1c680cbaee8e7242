package dev.tuliptree.tests.combine;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Coroutine;
import dev.tuliptree.Future;
import dev.tuliptree.Task;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;

/** asCompleted hands out tasks in the order they end. */
class AsCompletedTest {
    private static <T> Coroutine<T> after(int seconds, T value) {
        return () -> {
            sleep(seconds(seconds));
            return value;
        };
    }

    @LoopTest
    void tasksComeInTheOrderTheyEnd() {
        List<String> results = new ArrayList<>();
        List<Integer> times = new ArrayList<>();
        for (Task<String> task : asCompleted(after(3, "c"), after(1, "a"), after(2, "b"))) {
            assertThat(task.done()).isTrue();
            results.add(task.result());
            times.add((int) now().toSeconds());
        }
        assertThat(results).containsExactly("a", "b", "c");
        assertThat(times).containsExactly(1, 2, 3);
    }

    @LoopTest
    void theyRunWhileTheLoopBodyIsBusy() {
        List<Long> times = new ArrayList<>();
        for (Task<String> task : asCompleted(after(1, "a"), after(2, "b"), after(3, "c"))) {
            assertThat(task.done()).isTrue();
            sleep(seconds(5));
            times.add(now().toSeconds());
        }
        assertThat(times).containsExactly(6L, 11L, 16L);
    }

    @LoopTest
    void oneThatFailedIsHandedOutLikeAnyOther() {
        List<String> results = new ArrayList<>();
        Coroutine<String> failing = () -> {
            sleep(seconds(1));
            throw new IOException("wire");
        };
        for (Task<String> task : asCompleted(failing, after(2, "b"))) {
            Throwable failure = task.exception();
            results.add(failure == null ? task.result() : failure.getMessage());
        }
        assertThat(results).containsExactly("wire", "b");
    }

    @LoopTest
    void ofNothingThereIsNothing() {
        assertThat(asCompleted()).isEmpty();
    }

    @LoopTest
    void behindTheLastThereIsNoMore() {
        Iterator<Task<String>> tasks = asCompleted(after(1, "a")).iterator();
        assertThat(tasks.hasNext()).isTrue();
        assertThat(tasks.next().result()).isEqualTo("a");
        assertThat(tasks.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(tasks::next);
    }

    @LoopTest
    void aStepCanBeCancelledAndTheRestStillComes() {
        Iterator<Task<String>> tasks =
                asCompleted(after(5, "a"), after(10, "b")).iterator();
        assertThat(moveOnAfter(seconds(1), () -> {
                    tasks.next();
                }))
                .isFalse();
        assertThat(tasks.next().result()).isEqualTo("a");
        assertThat(tasks.next().result()).isEqualTo("b");
        assertThat(now()).isEqualTo(seconds(10));
    }

    @LoopTest
    void twoTasksMayShareTheSteps() {
        List<String> results = new ArrayList<>();
        Iterator<Task<Integer>> tasks =
                asCompleted(after(1, 1), after(2, 2), after(3, 3), after(4, 4)).iterator();
        nursery(n -> {
            for (int consumer = 0; consumer < 2; consumer++) {
                n.start(() -> {
                    for (int i = 0; i < 2; i++) results.add("" + tasks.next().result());
                });
            }
        });
        assertThat(results).containsExactly("1", "2", "3", "4");
    }

    @LoopTest
    void eachStepIsACheckpoint() {
        Iterator<Task<String>> tasks = asCompleted(after(0, "a")).iterator();
        settle();
        var scope = cancelScope(s -> {
            s.cancel();
            tasks.next();
        });
        assertThat(scope.cancelledCaught()).isTrue();
        assertThat(tasks.next().result()).isEqualTo("a");
    }

    @LoopTest
    void cancelledAtAnyPointTheIterationCanBeGoneOnWith() {
        int points = CancelEverywhere.run(victim -> {
            Iterator<Task<Integer>> tasks =
                    asCompleted(after(1, 1), after(2, 2), after(3, 3)).iterator();
            List<Integer> results = new ArrayList<>();
            victim.run(() -> {
                while (tasks.hasNext()) results.add(tasks.next().result());
            });
            while (tasks.hasNext()) results.add(tasks.next().result());
            assertThat(results).containsExactly(1, 2, 3);
        });
        assertThat(points).isGreaterThan(3);
    }

    // -- of futures that are there already

    @LoopTest
    void futuresComeInTheOrderTheyAreDone() {
        Future<String> early = loop().createFuture();
        Future<String> late = loop().createFuture();
        Task<String> task = createTask(after(2, "task"));
        loop().callLater(seconds(1), () -> early.setResult("early"));
        loop().callLater(seconds(3), () -> late.cancel());
        List<Future<String>> seen = new ArrayList<>();
        for (Future<String> future : asCompleted(List.of(late, task, early))) seen.add(future);
        assertThat(seen).containsExactly(early, task, late);
        assertThat(now()).isEqualTo(seconds(3));
    }

    @LoopTest
    void theWaitForFuturesCanBeBoundedInTime() {
        Future<String> never = loop().createFuture();
        Task<String> task = createTask(after(1, "task"));
        List<Future<String>> seen = new ArrayList<>();
        assertThatThrownBy(() -> timeout(seconds(2), () -> {
                    for (Future<String> future : asCompleted(List.of(never, task))) seen.add(future);
                }))
                .isInstanceOf(TimeoutException.class);
        assertThat(seen).containsExactly(task);
        assertThat(never.done()).isFalse();
    }
}
