package dev.tuliptree.tests.loop;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Future;
import dev.tuliptree.Task;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.testing.LoopTest;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Other threads come in by one door, and are told so at every other. */
class WrongThreadTest {
    @LoopTest
    void callsFromAnotherThreadAreRefusedAndToldWhatToUse() throws Exception {
        EventLoop loop = loop();
        Future<String> future = loop.createFuture();
        Task<String> task = createTask(() -> await(future));
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("callSoon", () -> loop.callSoon(() -> {}));
        calls.put("callLater", () -> loop.callLater(seconds(1), () -> {}));
        calls.put("callAt", () -> loop.callAt(0, () -> {}));
        calls.put("createTask", () -> loop.createTask(() -> "task"));
        calls.put("setExceptionHandler", () -> loop.setExceptionHandler((what, failure) -> {}));
        calls.put("runInExecutor", () -> loop.runInExecutor(null, () -> "call"));
        calls.put("setDefaultExecutor", () -> loop.setDefaultExecutor(ForkJoinPool.commonPool()));
        calls.put("shutdownDefaultExecutor", () -> loop.shutdownDefaultExecutor(seconds(1)));
        calls.put("callExceptionHandler", () -> loop.callExceptionHandler("it broke", new IllegalStateException()));
        calls.put("setTaskFactory", () -> loop.setTaskFactory(null));
        try (ServerSocketChannel channel = ServerSocketChannel.open()) {
            calls.put("addReader", () -> loop.addReader(channel, () -> {}));
            calls.put("removeReader", () -> loop.removeReader(channel));
            calls.put("addWriter", () -> loop.addWriter(channel, () -> {}));
            calls.put("removeWriter", () -> loop.removeWriter(channel));
        }
        calls.put("stop", () -> loop.stop());
        calls.put("allTasks", () -> loop.allTasks());
        calls.put("setResult", () -> future.setResult("from outside"));
        calls.put("setException", () -> future.setException(new IllegalStateException()));
        calls.put("cancel a future", () -> future.cancel());
        calls.put("cancel a task", () -> task.cancel());
        calls.put("addDoneCallback", () -> future.addDoneCallback(done -> {}));
        toThread(() -> calls.forEach((name, call) -> assertThatIllegalStateException()
                .as(name)
                .isThrownBy(call)
                .withMessageContaining("callSoonThreadsafe")
                .withMessageContaining(Thread.currentThread().getName())));
        future.setResult("properly");
        assertThat(await(task)).isEqualTo("properly");
    }

    @LoopTest
    void whatNeedsATaskSaysSoElsewhere() {
        toThread(() -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> sleep(seconds(1)))
                    .withMessageContaining("coroutine");
            assertThatIllegalStateException().isThrownBy(() -> checkpoint()).withMessageContaining("coroutine");
            assertThatIllegalStateException().isThrownBy(() -> loop()).withMessageContaining("coroutine");
            assertThatIllegalStateException().isThrownBy(() -> nursery(n -> {}));
        });
    }

    @Test
    void outsideOfAnyLoopToo() {
        assertThatIllegalStateException().isThrownBy(() -> loop()).withMessageContaining("no event loop is running");
        assertThatIllegalStateException().isThrownBy(() -> sleep(seconds(1))).withMessageContaining("run(");
        assertThatIllegalStateException().isThrownBy(() -> createTask(() -> {}));
    }

    @LoopTest
    void virtualThreadsOfOthersAreOtherThreads() throws Exception {
        EventLoop loop = loop();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                loop.callSoon(() -> {});
                thrown.complete(new AssertionError("it was not refused"));
            } catch (IllegalStateException expected) {
                thrown.complete(expected);
            }
        });
        assertThat(await(thrown)).isInstanceOf(IllegalStateException.class).hasMessageContaining("callSoonThreadsafe");
    }

    // -- the door

    @LoopTest
    void callSoonThreadsafeWakesALoopThatSleeps() {
        EventLoop loop = loop();
        Future<String> future = loop.createFuture();
        nursery(n -> {
            Task<String> awaiting = n.start(() -> await(future));
            settle();
            toThread(() -> {
                loop.callSoonThreadsafe(() -> future.setResult("from outside"));
            });
            assertThat(await(awaiting)).isEqualTo("from outside");
        });
    }

    @LoopTest
    void callsOfOneThreadComeInItsOrderAndNoneIsLost() {
        EventLoop loop = loop();
        int threads = 4;
        int each = 2_000;
        List<List<Integer>> calls = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(threads);
        nursery(n -> {
            for (int t = 0; t < threads; t++) {
                List<Integer> ofThread = new ArrayList<>();
                calls.add(ofThread);
                n.start(() -> toThread(() -> {
                    start.countDown();
                    start.await();
                    for (int i = 0; i < each; i++) {
                        int number = i;
                        loop.callSoonThreadsafe(() -> ofThread.add(number));
                    }
                }));
            }
        });
        settle();
        assertThat(calls)
                .allSatisfy(ofThread -> assertThat(ofThread).hasSize(each).isSorted());
    }

    @LoopTest
    void aCallFromOutsideCanBeTakenBackOutside() {
        EventLoop loop = loop();
        List<String> calls = new ArrayList<>();
        // The loop's own thread is busy with this very line, so the call cannot have been made yet.
        var handle = loop.callSoonThreadsafe(() -> calls.add("not called"));
        handle.cancel();
        settle();
        assertThat(calls).isEmpty();
    }

    @LoopTest
    void tasksMayUseTheDoorToo() {
        List<String> calls = new ArrayList<>();
        loop().callSoonThreadsafe(() -> calls.add("called"));
        assertThat(calls).isEmpty();
        settle();
        assertThat(calls).containsExactly("called");
    }

    // -- tasks from other threads

    @LoopTest
    void anotherThreadMayStartATaskAndWaitForIt() throws Exception {
        EventLoop loop = loop();
        String result = toThread(() -> loop.runCoroutineThreadsafe(() -> {
                    checkpoint();
                    return "tulip";
                })
                .get());
        assertThat(result).isEqualTo("tulip");
    }

    @LoopTest
    void itIsToldTheFailureOfItsTask() throws Exception {
        EventLoop loop = loop();
        IllegalStateException failure = new IllegalStateException("broken");
        toThread(() -> assertThat(loop.<String>runCoroutineThreadsafe(() -> {
                    throw failure;
                }))
                .failsWithin(java.time.Duration.ofSeconds(20))
                .withThrowableThat()
                .havingCause()
                .isSameAs(failure));
    }

    @LoopTest
    void itMayCancelItsTask() throws Exception {
        EventLoop loop = loop();
        List<String> steps = new ArrayList<>();
        toThread(() -> {
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<String> result = loop.runCoroutineThreadsafe(() -> {
                begun.countDown();
                try {
                    sleepForever();
                } finally {
                    steps.add("cancelled");
                }
                return "never";
            });
            begun.await();
            result.cancel(true);
        });
        settle();
        assertThat(steps).containsExactly("cancelled");
    }

    @LoopTest
    void itIsToldThatItsTaskWasCancelled() throws Exception {
        EventLoop loop = loop();
        CompletableFuture<String> result = loop.runCoroutineThreadsafe(() -> {
            currentTask().cancel();
            checkpoint();
            return "never";
        });
        settle();
        assertThat(result).isCancelled();
    }
}
