package dev.tuliptree.tests.loop;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Cancelled;
import dev.tuliptree.ContextVar;
import dev.tuliptree.ExceptionGroup;
import dev.tuliptree.Task;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.loop.Runner;
import dev.tuliptree.tests.Carriers.OnEachCarrier;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** run opens a loop, runs one program on it to its end, and leaves nothing behind. */
class RunTest {
    @OnEachCarrier
    void itReturnsWhatTheProgramReturns(LoopOptions options) {
        assertThat(run(options, () -> {
                    checkpoint();
                    return "tulip";
                }))
                .isEqualTo("tulip");
        List<String> steps = new ArrayList<>();
        run(options, () -> {
            steps.add("no result");
        });
        assertThat(steps).containsExactly("no result");
    }

    @OnEachCarrier
    void itThrowsWhatTheProgramThrowsCheckedOrNot(LoopOptions options) {
        for (Throwable failure :
                List.of(new IOException("checked"), new IllegalStateException("not"), new AssertionError("error"))) {
            assertThatThrownBy(() -> run(options, () -> {
                        checkpoint();
                        throwIt(failure);
                    }))
                    .isSameAs(failure);
        }
    }

    private static void throwIt(Throwable failure) throws Exception {
        if (failure instanceof Error error) throw error;
        throw (Exception) failure;
    }

    @OnEachCarrier
    void theProgramIsATaskNamedMain(LoopOptions options) {
        run(options, () -> {
            assertThat(currentTask().name()).isEqualTo("main");
            assertThat(loop().allTasks()).containsExactly(currentTask());
        });
    }

    @OnEachCarrier
    void tasksThatAreLeftAreCancelledAndWaitedFor(LoopOptions options) {
        List<String> steps = new ArrayList<>();
        run(options, () -> {
            createTask(() -> {
                try {
                    sleepForever();
                } catch (Cancelled cancelled) {
                    steps.add(cancelled.reason().text());
                    shielded(() -> {
                        checkpoint();
                        checkpoint();
                    });
                    steps.add("tidied up");
                    throw cancelled;
                }
            });
            checkpoint();
            checkpoint();
            steps.add("program");
        });
        assertThat(steps).containsExactly("program", "the program has come to its end", "tidied up");
    }

    @OnEachCarrier
    void tasksThatTheyStartOnTheirWayOutAreCancelledToo(LoopOptions options) {
        List<String> steps = new ArrayList<>();
        run(options, () -> {
            createTask(() -> {
                try {
                    sleepForever();
                } finally {
                    createTask(() -> {
                        try {
                            sleepForever();
                        } finally {
                            steps.add("started on the way out");
                        }
                    });
                }
            });
            checkpoint();
            checkpoint();
        });
        assertThat(steps).containsExactly("started on the way out");
    }

    @OnEachCarrier
    void aProgramThatFailsLeavesNothingBehindEither(LoopOptions options) {
        List<String> steps = new ArrayList<>();
        assertThatIllegalStateException()
                .isThrownBy(() -> run(options, () -> {
                    createTask(() -> {
                        try {
                            sleepForever();
                        } finally {
                            steps.add("cancelled");
                        }
                    });
                    checkpoint();
                    checkpoint();
                    throw new IllegalStateException("program");
                }));
        assertThat(steps).containsExactly("cancelled");
    }

    @OnEachCarrier
    void aProgramThatIsCancelledEndsWithThat(LoopOptions options) {
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> run(options, () -> {
                    currentTask().cancel("enough");
                    checkpoint();
                }))
                .withMessageContaining("enough");
    }

    @OnEachCarrier
    void theLoopIsClosedAfterwards(LoopOptions options) {
        EventLoop loop = run(options, () -> loop());
        assertThat(loop.isClosed()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> loop());
    }

    @OnEachCarrier
    void insideOfARunItIsRefused(LoopOptions options) {
        run(options, () -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> run(options, () -> "nested"))
                    .withMessageContaining("running loop");
            List<String> told = new ArrayList<>();
            loop().setExceptionHandler((what, failure) -> told.add(failure.getMessage()));
            loop().callSoon(() -> run(options, () -> "nested"));
            loop().waitAllTasksBlocked();
            assertThat(told).hasSize(1).first().asString().contains("running loop");
        });
    }

    @OnEachCarrier
    void anotherThreadOfARunMayRunItsOwn(LoopOptions options) {
        String result = run(options, () -> toThread(() -> run(options, () -> "in the other thread")));
        assertThat(result).isEqualTo("in the other thread");
    }

    @OnEachCarrier
    void aVirtualThreadMayRunOne(LoopOptions options) throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                result.complete(run(options, () -> {
                    checkpoint();
                    return "tulip";
                }));
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        thread.join();
        assertThat(result).isCompletedWithValue("tulip");
    }

    @OnEachCarrier
    void aVirtualThreadIsToldTheFailureAsItIs(LoopOptions options) throws Exception {
        IOException failure = new IOException("wire");
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        run(options, () -> {
                            throw failure;
                        });
                    } catch (Throwable e) {
                        thrown.complete(e);
                    }
                })
                .join();
        assertThat(thrown).isCompletedWithValue(failure);
    }

    @OnEachCarrier
    void oneRunAfterAnotherLeavesNoThreads(LoopOptions options) {
        run(options, () -> checkpoint());
        int before = Thread.activeCount();
        for (int i = 0; i < 50; i++) run(options, () -> checkpoint());
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + 2);
    }

    @OnEachCarrier
    void anInterruptBeforeItIsThereAfterwards(LoopOptions options) {
        Thread.currentThread().interrupt();
        String result = run(options, () -> {
            checkpoint();
            return "not disturbed";
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).isEqualTo("not disturbed");
    }

    @OnEachCarrier
    void anInterruptWhileItRunsDoesNotMakeItSpinInRealTime(LoopOptions options) {
        Thread runs = Thread.currentThread();
        Duration worked = run(options, () -> {
            toThread(() -> runs.interrupt());
            long before = cpuTimeOf(runs);
            sleep(millis(300));
            return Duration.ofNanos(cpuTimeOf(runs) - before);
        });
        Thread.interrupted();
        assertThat(worked).isLessThan(millis(60));
    }

    private static long cpuTimeOf(Thread thread) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
    }

    // -- several on one loop

    @OnEachCarrier
    void aRunnerRunsOneProgramAfterTheOther(LoopOptions options) {
        try (Runner runner = new Runner(options)) {
            EventLoop first = runner.run(() -> loop());
            EventLoop second = runner.run(() -> loop());
            assertThat(first).isSameAs(second).isSameAs(runner.loop());
            assertThat(first.isClosed()).isFalse();
        }
    }

    @OnEachCarrier
    void aRunnerEndsTheTasksOfEachProgramWithIt(LoopOptions options) {
        try (Runner runner = new Runner(options)) {
            Task<?> left = runner.run(() -> createTask(() -> sleepForever()));
            assertThat(left.cancelled()).isTrue();
            assertThat(runner.run(() -> loop().allTasks().size())).isEqualTo(1);
        }
    }

    @OnEachCarrier
    void aRunnerGoesOnAfterAFailure(LoopOptions options) {
        try (Runner runner = new Runner(options)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> runner.run(() -> {
                        throw new IllegalStateException("first");
                    }));
            assertThatExceptionOfType(ExceptionGroup.class)
                    .isThrownBy(() -> runner.run(() -> {
                        createTask(() -> {
                            throw new IOException("background");
                        });
                        checkpoint();
                        checkpoint();
                        return "second";
                    }));
            assertThat(runner.run(() -> "third")).isEqualTo("third");
        }
    }

    @OnEachCarrier
    void aRunnerKeepsTheValuesOfContextVariables(LoopOptions options) {
        ContextVar<String> language = ContextVar.of("language", "en");
        try (Runner runner = new Runner(options)) {
            runner.run(() -> language.set("nl"));
            assertThat(runner.run(() -> language.get())).isEqualTo("nl");
        } finally {
            language.set("en");
        }
    }

    @OnEachCarrier
    void aRunLeavesTheCallersContextVariablesAlone(LoopOptions options) {
        ContextVar<String> language = ContextVar.of("language", "en");
        run(options, () -> language.set("nl"));
        assertThat(language.get()).isEqualTo("en");
    }
}
