package dev.tuliptree.tests.blocking;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Cancelled;
import dev.tuliptree.ContextVar;
import dev.tuliptree.Future;
import dev.tuliptree.Task;
import dev.tuliptree.ThreadOptions;
import dev.tuliptree.sync.CapacityLimiter;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** runInExecutor gives a call to an executor, and a future of its outcome to the loop. */
class RunInExecutorTest {
    private final ExecutorService one = Executors.newSingleThreadExecutor();

    @AfterEach
    void endThread() throws InterruptedException {
        one.shutdown();
        assertThat(one.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @LoopTest
    void theCallIsMadeByTheExecutorAndItsResultComesBack() throws Exception {
        Thread ofExecutor = one.submit(Thread::currentThread).get();
        Future<Thread> call = loop().runInExecutor(one, Thread::currentThread);
        assertThat(await(call)).isSameAs(ofExecutor);
        assertThat(await(loop().runInExecutor(null, Thread::currentThread))).isNotSameAs(ofExecutor);
    }

    @LoopTest
    void itsFailureIsThrownAsItIs() {
        IOException failure = new IOException("disk");
        assertThatThrownBy(() -> await(loop().runInExecutor(one, () -> {
                    throw failure;
                })))
                .isSameAs(failure);
    }

    @LoopTest
    void aFailureNobodyLooksAtIsNotLost() {
        List<String> told = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> told.add(what + ": " + failure.getMessage()));
        Future<String> call = loop().runInExecutor(one, () -> {
            throw new IOException("disk");
        });
        waitUntil(ALL_COMPLETED, call);
        sleep(millis(900));
        assertThat(told).isEmpty();
        sleep(millis(200));
        assertThat(told).containsExactly("work in an executor failed, and nobody has awaited it: disk");
    }

    @LoopTest
    void manyCallsWaitInTheExecutorWhileTheLoopGoesOn() {
        List<Future<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            calls.add(loop().runInExecutor(one, () -> number));
        }
        int sum = 0;
        for (Future<Integer> call : asCompleted(calls)) sum += call.result();
        assertThat(sum).isEqualTo(4950);
    }

    @LoopTest
    void aVirtualClockStandsStillUntilItIsDone() throws Exception {
        Future<String> call = loop().runInExecutor(one, () -> "takes a while of real time");
        assertThat(timeout(millis(1), () -> await(call))).isNotNull();
    }

    @LoopTest
    void theCallHasTheContextOfItsCaller() throws Exception {
        ContextVar<String> name = ContextVar.of("name", "nobody");
        name.set("tulip");
        Future<String> call = loop().runInExecutor(one, name::get);
        name.set("tree");
        assertThat(await(call)).isEqualTo("tulip");
        assertThat(toThread(() -> one.submit(name::get).get()))
                .as("it takes nothing of it along")
                .isEqualTo("nobody");
    }

    @LoopTest
    void onlyTheExecutorSetsTheOutcome() {
        Future<String> call = loop().runInExecutor(one, () -> "mine");
        assertThatIllegalStateException().isThrownBy(() -> call.setResult("yours"));
        assertThatIllegalStateException().isThrownBy(() -> call.setException(new IOException()));
        assertThat(await(call)).isEqualTo("mine");
    }

    @LoopTest
    void anExecutorThatIsFullSaysSoAtOnce() {
        Executor full = _ -> {
            throw new RejectedExecutionException("full");
        };
        assertThatThrownBy(() -> loop().runInExecutor(full, () -> "never"))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(loop().statistics().foreign()).isZero();
    }

    @LoopTest
    void anExecutorMayMakeTheCallWhereItIs() {
        ContextVar<String> name = ContextVar.of("name", "nobody");
        Future<String> call = loop().runInExecutor(Runnable::run, () -> {
            name.set("of the call");
            return "inline";
        });
        assertThat(call.done()).as("not before another turn").isFalse();
        assertThat(await(call)).isEqualTo("inline");
        assertThat(name.get()).isEqualTo("nobody");
    }

    // -- cancelling

    @LoopTest
    void cancellingItBeforeItBeginsTakesItBack() throws Exception {
        Queue<Runnable> line = new ArrayDeque<>();
        List<String> calls = new ArrayList<>();
        Future<Boolean> call = loop().runInExecutor(line::add, () -> calls.add("made"));
        assertThat(call.cancel("changed my mind")).isTrue();
        assertThat(call.cancel()).isFalse();
        line.remove().run();
        assertThat(calls).isEmpty();
        assertThatThrownBy(() -> await(call))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("changed my mind");
    }

    @LoopTest
    void cancellingItWhileItRunsAbandonsIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Future<String> call = loop().runInExecutor(one, () -> {
            begun.countDown();
            go.await();
            ended.countDown();
            return "unheard";
        });
        toThread(() -> begun.await());
        call.cancel();
        assertThat(call.cancelled()).as("at once").isTrue();
        assertThat(loop().statistics().foreign()).isZero();
        go.countDown();
        toThread(() -> ended.await());
        assertThat(call.cancelled()).as("still").isTrue();
    }

    @LoopTest
    void aCallMayNoticeThatItIsAbandoned() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Future<String> call = loop().runInExecutor(one, () -> {
            checkCancelled();
            begun.countDown();
            go.await();
            try {
                checkCancelled();
            } catch (Cancelled cancelled) {
                seen.add(cancelled.reason().text());
                throw cancelled;
            }
            return "not reached";
        });
        toThread(() -> begun.await());
        call.cancel("too late");
        go.countDown();
        toThread(() -> one.submit(() -> {}).get());
        assertThat(seen).containsExactly("too late");
    }

    @LoopTest
    void aTaskCancelledWhileItAwaitsTheCallLeavesItAsItIs() {
        CountDownLatch go = new CountDownLatch(1);
        Future<String> call = loop().runInExecutor(one, () -> {
            go.await();
            return "heard by the next";
        });
        Task<String> impatient = createTask(() -> await(call));
        checkpoint();
        impatient.cancel();
        waitUntil(ALL_COMPLETED, impatient);
        assertThat(call.done()).isFalse();
        go.countDown();
        assertThat(await(call)).isEqualTo("heard by the next");
    }

    @LoopTest
    void whereverTheAwaitingTaskIsCancelledTheCallIsMade() {
        CancelEverywhere.run(victim -> {
            Future<String> call = loop().runInExecutor(one, () -> "made");
            victim.run(() -> {
                await(call);
            });
            assertThat(await(call)).isEqualTo("made");
        });
    }

    @LoopTest
    void callsOfThreadsComeInThroughTheLoopThatWaitsForThem() {
        String result = await(loop().runInExecutor(
                        one,
                        () -> fromThread(() -> {
                            sleep(seconds(1));
                            return currentTask().name();
                        })));
        assertThat(result).startsWith("task-");
    }

    // -- toThread with an executor: wait or abandon

    @LoopTest
    void toThreadTakesAnExecutorAndWaitsForItsEndEvenIfCancelled() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<String> steps = Collections.synchronizedList(new ArrayList<>());
        Task<?> task = createTask(() -> toThread(ThreadOptions.DEFAULT.executor(one), () -> {
            begun.countDown();
            go.await();
            return steps.add("block ended");
        }));
        checkpoint();
        toThread(() -> begun.await());
        task.cancel();
        for (int i = 0; i < 10; i++) checkpoint();
        assertThat(task.done()).isFalse();
        go.countDown();
        waitUntil(ALL_COMPLETED, task);
        assertThat(steps).containsExactly("block ended");
    }

    @LoopTest
    void orAbandonsIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Task<?> task =
                createTask(() -> toThread(ThreadOptions.DEFAULT.executor(one).abandonOnCancel(true), () -> {
                    begun.countDown();
                    go.await();
                    return "unheard";
                }));
        checkpoint();
        toThread(() -> begun.await());
        task.cancel();
        waitUntil(ALL_COMPLETED, task);
        assertThat(task.cancelled()).isTrue();
        go.countDown();
    }

    @LoopTest
    void anExecutorThatIsFullGivesTheTokenBack() {
        CapacityLimiter limiter = new CapacityLimiter(1);
        Executor full = _ -> {
            throw new RejectedExecutionException("full");
        };
        ThreadOptions options = ThreadOptions.DEFAULT.executor(full).limiter(limiter);
        assertThatThrownBy(() -> toThread(options, () -> "never")).isInstanceOf(RejectedExecutionException.class);
        settle();
        assertThat(limiter.borrowedTokens()).isZero();
    }

    @LoopTest
    void aBlockRunInlineThatCancelsItsTaskStillHasItsValueTaken() {
        List<String> values = new ArrayList<>();
        Task<?> task = createTask(() -> {
            values.add(toThread(ThreadOptions.DEFAULT.executor(Runnable::run), () -> {
                currentTask().cancel();
                return "done before the cancel was noticed";
            }));
            checkpoint();
            values.add("not reached");
        });
        waitUntil(ALL_COMPLETED, task);
        assertThat(task.cancelled()).isTrue();
        assertThat(values).containsExactly("done before the cancel was noticed");
    }
}
