package dev.tuliptree.bench.others;

import dev.tuliptree.bench.micro.Stopwatch;
import dev.tuliptree.bench.micro.WakingTimes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The JDK's virtual threads: {@code JdkThreads external|sleepers|cancel|parked}. To cancel one is to interrupt it. */
public final class JdkThreads {
    private static final int FEW = 100_000;
    private static final int MANY = 1_000_000;
    private static final int ROUND_TRIPS = 50_000;

    private JdkThreads() {}

    /**
     * Runs one group in a virtual thread.
     *
     * @param arguments its name
     * @throws Exception as its programs do
     */
    public static void main(String[] arguments) throws Exception {
        Stopwatch stopwatch = new Stopwatch("jdk-vthread");
        CompletableFuture<Integer> end = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                measure(stopwatch, arguments.length == 1 ? arguments[0] : "");
                end.complete(0);
            } catch (Throwable e) {
                end.completeExceptionally(e);
            }
        });
        end.get();
    }

    private static void measure(Stopwatch stopwatch, String group) throws Exception {
        switch (group) {
            case "external" -> {
                try (ExecutorService outside = Executors.newSingleThreadExecutor()) {
                    stopwatch.time("wake_external", ROUND_TRIPS, () -> wakeFrom(outside));
                }
            }
            case "sleepers" -> {
                for (int i = 0; i < 3; i++) sleep(FEW, null);
                sleep(MANY, stopwatch);
            }
            case "cancel" -> stopwatch.timeItself("cancel", FEW, JdkThreads::cancelAll);
            case "parked" -> {
                for (int i = 0; i < 5; i++) bytesParked(FEW);
                stopwatch.bytes("parked_100000", FEW, bytesParked(FEW));
                stopwatch.bytes("parked_1000000", MANY, bytesParked(MANY));
            }
            default -> throw new IllegalArgumentException("usage: JdkThreads external|sleepers|cancel|parked");
        }
    }

    private static void wakeFrom(ExecutorService outside) throws Exception {
        for (int i = 0; i < ROUND_TRIPS; i++) {
            CompletableFuture<Integer> answer = new CompletableFuture<>();
            outside.execute(() -> answer.complete(1));
            answer.get();
        }
    }

    private static Thread[] parked(int count) {
        Thread[] threads = new Thread[count];
        for (int i = 0; i < count; i++) {
            threads[i] = Thread.startVirtualThread(() -> {
                while (!Thread.interrupted()) LockSupport.park();
            });
        }
        awaitParked(threads);
        return threads;
    }

    private static void awaitParked(Thread[] threads) {
        for (Thread thread : threads) while (thread.getState() != Thread.State.WAITING) Thread.yield();
    }

    private static void interruptAndJoin(Thread[] threads) throws InterruptedException {
        for (Thread thread : threads) thread.interrupt();
        for (Thread thread : threads) thread.join();
    }

    private static long cancelAll() throws InterruptedException {
        Thread[] threads = parked(FEW);
        long begin = System.nanoTime();
        interruptAndJoin(threads);
        return System.nanoTime() - begin;
    }

    private static long bytesParked(int count) throws InterruptedException {
        long before = Stopwatch.heapInUse();
        Thread[] threads = parked(count);
        long after = Stopwatch.heapInUse();
        interruptAndJoin(threads);
        return after - before;
    }

    private static void sleep(int count, @Nullable Stopwatch stopwatch) throws Exception {
        long before = Stopwatch.heapInUse();
        WakingTimes times = new WakingTimes(count);
        Thread[] threads = new Thread[count];
        for (int i = 0; i < count; i++) {
            long deadline = times.of(i);
            threads[i] = Thread.startVirtualThread(() -> sleepUntil(deadline));
        }
        Thread.yield();
        if (stopwatch != null) {
            stopwatch.bytes("sleepers", count, Stopwatch.heapInUse() - before);
            sleepUntil(times.first());
            stopwatch.once("sleepers_wake", count, () -> sleepUntil(times.last()));
        }
        for (Thread thread : threads) thread.join();
    }

    private static void sleepUntil(long deadline) {
        try {
            Thread.sleep(Duration.ofNanos(deadline - System.nanoTime()));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts sleepers", e);
        }
    }
}
