package dev.tuliptree.tests.sync;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.loop.LoopOptions.CarrierKind;
import dev.tuliptree.sync.QueueShutDown;
import dev.tuliptree.sync.UniversalQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * On the real clock: nothing is lost or doubled while loops and threads put and get, and are cancelled and interrupted.
 */
@Timeout(60)
class UniversalQueueStressTest {
    private static final int EACH = 2_000;

    private final UniversalQueue<Integer> queue = new UniversalQueue<>(3);
    private final Set<Integer> put = Collections.synchronizedSet(new HashSet<>());
    private final ConcurrentLinkedQueue<Integer> got = new ConcurrentLinkedQueue<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "BATON"})
    void nothingIsLostOrDoubled(CarrierKind carrier) throws Exception {
        LoopOptions options = LoopOptions.DEFAULT.carrier(carrier).handleSignals(false);
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
            List<Future<?>> putting = List.of(
                    threads.submit(this::putInThread),
                    threads.submit(Executors.callable(() -> run(options, () -> putInTasks()))),
                    threads.submit(Executors.callable(() -> run(options, () -> putInTasks()))));
            List<Future<?>> getting = List.of(
                    threads.submit(interrupting(this::getInThread)),
                    threads.submit(Executors.callable(() -> run(options, () -> getInTasks()))),
                    threads.submit(Executors.callable(() -> run(options, () -> getInTasks()))));
            for (Future<?> each : putting) each.get();
            queue.shutdown();
            for (Future<?> each : getting) each.get();
        }
        List<Integer> all = new ArrayList<>(got);
        assertThat(all).doesNotHaveDuplicates();
        Set<Integer> lost = new HashSet<>(put);
        lost.removeAll(all);
        Set<Integer> unexpected = new HashSet<>(all);
        unexpected.removeAll(put);
        assertThat(lost).as("put, and never got").isEmpty();
        assertThat(unexpected).as("got, though putting was cancelled").isEmpty();
        assertThat(queue.statistics()).isEqualTo(new UniversalQueue.Statistics(0, 3, 0, 0, true));
        assertThat(cancelled.get()).as("what the cancels have met").isPositive();
    }

    private Void putInThread() throws InterruptedException {
        for (int i = 0; i < EACH; i++) {
            int item = numbers.incrementAndGet();
            queue.put(item);
            put.add(item);
        }
        return null;
    }

    private void putInTasks() {
        nursery(n -> {
            for (int t = 0; t < 3; t++) {
                SplittableRandom random = new SplittableRandom(t);
                n.start(() -> {
                    for (int i = 0; i < EACH / 3; i++) {
                        int item = numbers.incrementAndGet();
                        boolean[] done = {false};
                        moveOnAfter(Duration.ofNanos(random.nextInt(20_000)), () -> {
                            queue.put(item);
                            done[0] = true;
                        });
                        if (done[0]) put.add(item);
                        else cancelled.incrementAndGet();
                    }
                });
            }
        });
    }

    private void getInTasks() {
        nursery(n -> {
            for (int t = 0; t < 3; t++) {
                SplittableRandom random = new SplittableRandom(t);
                n.start(() -> {
                    try {
                        while (true) {
                            boolean inTime = moveOnAfter(Duration.ofNanos(random.nextInt(20_000)), () -> {
                                got.add(queue.get());
                            });
                            if (!inTime) cancelled.incrementAndGet();
                        }
                    } catch (QueueShutDown end) {
                        // Everything has been got.
                    }
                });
            }
        });
    }

    private void getInThread() {
        try {
            while (true) {
                try {
                    got.add(queue.get());
                } catch (InterruptedException expected) {
                    cancelled.incrementAndGet();
                }
            }
        } catch (QueueShutDown end) {
            // Everything has been got.
        }
    }

    /** Runs something in a thread that is interrupted all the time. */
    private static Callable<Void> interrupting(Runnable body) {
        return () -> {
            Thread thread = Thread.ofPlatform().daemon().start(body);
            while (!thread.join(Duration.ofNanos(200_000))) thread.interrupt();
            return null;
        };
    }
}
