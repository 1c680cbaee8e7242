package dev.tuliptree.tests.loop;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Future;
import dev.tuliptree.Task;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.tests.Carriers.OnEachCarrier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** A loop is opened, runs on the thread that says so, can run again, and is closed. */
class LoopLifeTest {
    @OnEachCarrier
    void itRunsUntilAFutureIsDone(LoopOptions options) {
        try (EventLoop loop = EventLoop.open(options)) {
            Task<String> task = loop.createTask(() -> {
                checkpoint();
                return "tulip";
            });
            assertThat(loop.isRunning()).isFalse();
            assertThat(loop.runUntilComplete(task)).isEqualTo("tulip");
            assertThat(loop.isRunning()).isFalse();
        }
    }

    @OnEachCarrier
    void itThrowsTheFailureOfTheFutureAsItIs(LoopOptions options) {
        IOException failure = new IOException("wire");
        try (EventLoop loop = EventLoop.open(options)) {
            Task<String> task = loop.createTask(() -> {
                throw failure;
            });
            assertThatThrownBy(() -> loop.runUntilComplete(task)).isSameAs(failure);
        }
    }

    @OnEachCarrier
    void itCanRunAgainWithItsTasksWhereTheyWere(LoopOptions options) {
        List<Integer> counted = new ArrayList<>();
        try (EventLoop loop = EventLoop.open(options)) {
            Future<Boolean> enough = loop.createFuture();
            Task<?> counter = loop.createTask(() -> {
                for (int i = 0; !enough.done(); i++) {
                    counted.add(i);
                    checkpoint();
                }
            });
            for (int run = 0; run < 3; run++) loop.runUntilComplete(loop.createTask(() -> checkpoint()));
            assertThat(counter.done()).isFalse();
            int before = counted.size();
            loop.runUntilComplete(loop.createTask(() -> enough.setResult(true)));
            loop.runUntilComplete(counter);
            assertThat(counted).isSorted().hasSizeBetween(before, before + 2);
        }
    }

    @OnEachCarrier
    void itRunsForEverUntilItIsStopped(LoopOptions options) {
        List<String> steps = new ArrayList<>();
        try (EventLoop loop = EventLoop.open(options)) {
            loop.callSoon(() -> {
                steps.add("called");
                loop.stop();
            });
            loop.callSoon(() -> steps.add("of the same round"));
            loop.runForever();
            assertThat(steps).containsExactly("called", "of the same round");
            loop.callSoon(loop::stop);
            loop.runForever();
        }
    }

    @OnEachCarrier
    void stoppedBeforeTheFutureWasDoneItSaysSo(LoopOptions options) {
        try (EventLoop loop = EventLoop.open(options)) {
            Future<String> never = loop.createFuture();
            loop.callSoon(loop::stop);
            assertThatIllegalStateException()
                    .isThrownBy(() -> loop.runUntilComplete(never))
                    .withMessageContaining("stopped");
        }
    }

    @OnEachCarrier
    void anotherThreadMayStopIt(LoopOptions options) throws Exception {
        try (EventLoop loop = EventLoop.open(options)) {
            Thread other = Thread.ofPlatform().start(() -> loop.callSoonThreadsafe(loop::stop));
            loop.runForever();
            other.join();
        }
    }

    @OnEachCarrier
    void itKnowsItsThread(LoopOptions options) {
        try (EventLoop loop = EventLoop.open(options)) {
            loop.runUntilComplete(loop.createTask(() -> {
                assertThat(loop.thread().isVirtual()).isFalse();
                assertThat(loop.isRunning()).isTrue();
                assertThat(loop()).isSameAs(loop);
            }));
            assertThat(loop.thread()).isSameAs(Thread.currentThread());
        }
    }

    @OnEachCarrier
    void itCanRunOnAnotherThreadTheNextTime(LoopOptions options) throws Exception {
        try (EventLoop loop = EventLoop.open(options)) {
            loop.runUntilComplete(loop.createTask(() -> checkpoint()));
            AtomicReference<Thread> ranOn = new AtomicReference<>();
            Thread other = Thread.ofPlatform()
                    .start(() -> loop.runUntilComplete(loop.createTask(() -> {
                        checkpoint();
                        ranOn.set(loop.thread());
                    })));
            other.join();
            assertThat(ranOn.get()).isSameAs(other);
        }
    }

    @OnEachCarrier
    void itRunsOnOneThreadAtATime(LoopOptions options) throws Exception {
        try (EventLoop loop = EventLoop.open(options)) {
            CountDownLatch running = new CountDownLatch(1);
            Thread other = Thread.ofPlatform().start(() -> {
                loop.callSoonThreadsafe(running::countDown);
                loop.runForever();
            });
            running.await();
            assertThatIllegalStateException().isThrownBy(loop::runForever).withMessageContaining("running already");
            assertThatIllegalStateException().isThrownBy(loop::close).withMessageContaining("stop()");
            loop.callSoonThreadsafe(loop::stop);
            other.join();
        }
    }

    @OnEachCarrier
    void aThreadRunsOneLoopAtATime(LoopOptions options) {
        try (EventLoop loop = EventLoop.open(options);
                EventLoop inner = EventLoop.open(options)) {
            List<String> told = new ArrayList<>();
            loop.setExceptionHandler((what, failure) -> told.add(failure.getMessage()));
            loop.callSoon(inner::runForever);
            loop.callSoon(loop::stop);
            loop.runForever();
            assertThat(told).hasSize(1).first().asString().contains("runs a loop already");
        }
    }

    @OnEachCarrier
    void closingItCancelsTheTasksThatAreLeftAndWaitsForThem(LoopOptions options) {
        List<String> steps = new ArrayList<>();
        EventLoop loop = EventLoop.open(options);
        loop.createTask(() -> {
            try {
                sleepForever();
            } finally {
                shielded(() -> checkpoint());
                steps.add("tidied up");
            }
        });
        loop.runUntilComplete(loop.createTask(() -> checkpoint()));
        assertThat(steps).isEmpty();
        loop.close();
        assertThat(steps).containsExactly("tidied up");
        assertThat(loop.isClosed()).isTrue();
    }

    @OnEachCarrier
    void closingItTellsTheFailuresNobodyHasLookedAt(LoopOptions options) {
        List<String> told = new ArrayList<>();
        EventLoop loop = EventLoop.open(options);
        loop.setExceptionHandler((what, failure) -> told.add(failure.getMessage()));
        loop.createTask(() -> {
            throw new IOException("wire");
        });
        loop.close();
        assertThat(told).containsExactly("wire");
    }

    @OnEachCarrier
    void closedItStaysClosed(LoopOptions options) {
        EventLoop loop = EventLoop.open(options);
        loop.close();
        loop.close();
        assertThat(loop.isClosed()).isTrue();
        assertThatIllegalStateException().isThrownBy(loop::runForever).withMessageContaining("closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.callSoonThreadsafe(() -> {}))
                .withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> loop.runCoroutineThreadsafe(() -> "too late"));
    }

    @OnEachCarrier
    void aLoopThatNeverRanCanBeClosed(LoopOptions options) {
        EventLoop loop = EventLoop.open(options);
        loop.callSoon(() -> fail("a closed loop calls nothing"));
        loop.callLater(seconds(1), () -> fail("a closed loop calls nothing"));
        loop.close();
    }

    @OnEachCarrier
    void manyLoopsRunInManyThreads(LoopOptions options) throws Exception {
        List<Long> sums = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            threads.add(Thread.ofPlatform()
                    .start(() -> sums.add(run(options, () -> {
                        EventLoop mine = loop();
                        long[] sum = new long[1];
                        nursery(n -> {
                            for (int i = 0; i < 100; i++) {
                                n.start(() -> {
                                    for (int j = 0; j < 20; j++) {
                                        checkpoint();
                                        assertThat(loop()).isSameAs(mine);
                                        sum[0]++;
                                    }
                                });
                            }
                        });
                        return sum[0];
                    }))));
        }
        for (Thread thread : threads) thread.join();
        assertThat(sums).hasSize(8).containsOnly(2_000L);
    }

    @OnEachCarrier
    void loopsWakeEachOther(LoopOptions options) throws Exception {
        int rounds = 200;
        try (EventLoop ping = EventLoop.open(options);
                EventLoop pong = EventLoop.open(options)) {
            int[] counts = new int[2];
            Runnable[] hit = new Runnable[2];
            hit[0] = () -> {
                if (++counts[0] > rounds) ping.stop();
                pong.callSoonThreadsafe(hit[1]);
            };
            hit[1] = () -> {
                if (++counts[1] > rounds) pong.stop();
                else ping.callSoonThreadsafe(hit[0]);
            };
            Thread other = Thread.ofPlatform().start(pong::runForever);
            ping.callSoon(hit[0]);
            ping.runForever();
            other.join();
            assertThat(counts).containsExactly(rounds + 1, rounds + 1);
        }
    }

    @OnEachCarrier
    void itShowsItsNumbers(LoopOptions options) {
        run(options, () -> {
            assertThat(loop().statistics().tasks()).isEqualTo(1);
            Task<?> sleeping = createTask(() -> sleepForever());
            var handle = loop().callLater(seconds(100), () -> {});
            assertThat(loop().statistics().tasks()).isEqualTo(2);
            assertThat(loop().statistics().timers()).isEqualTo(1);
            assertThat(loop().statistics().ready()).isEqualTo(1);
            handle.cancel();
            sleeping.cancel();
            loop().waitAllTasksBlocked();
            assertThat(loop().statistics()).hasToString("LoopStatistics[tasks=1, timers=0, ready=0, foreign=0]");
        });
    }
}
