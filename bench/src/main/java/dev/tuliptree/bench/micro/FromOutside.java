package dev.tuliptree.bench.micro;

import static dev.tuliptree.Async.await;
import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.run;

import dev.tuliptree.Future;
import dev.tuliptree.loop.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Round trips between a loop and a thread that is not the loop's: mostly the system's switches between threads. */
final class FromOutside {
    private static final int ROUND_TRIPS = 50_000;

    private FromOutside() {}

    static void measure(Stopwatch stopwatch) {
        run(() -> {
            EventLoop loop = loop();
            try (ExecutorService outside = Executors.newSingleThreadExecutor()) {
                await(CompletableFuture.runAsync(() -> callFrom(stopwatch, loop), outside));
                stopwatch.time("wake_external", ROUND_TRIPS, () -> wakeFrom(outside, loop));
            }
        });
    }

    /** The thread has a callback called, and waits until it has been. */
    private static void callFrom(Stopwatch stopwatch, EventLoop loop) {
        try {
            stopwatch.time("callsoon_external", ROUND_TRIPS, () -> {
                for (int i = 0; i < ROUND_TRIPS; i++) {
                    CompletableFuture<Integer> called = new CompletableFuture<>();
                    loop.callSoonThreadsafe(() -> called.complete(1));
                    called.join();
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A task has the thread set the result of a future, and awaits it. */
    private static void wakeFrom(ExecutorService outside, EventLoop loop) {
        for (int i = 0; i < ROUND_TRIPS; i++) {
            Future<Integer> answer = loop.createFuture();
            outside.execute(() -> loop.callSoonThreadsafe(() -> answer.setResult(1)));
            await(answer);
        }
    }
}
