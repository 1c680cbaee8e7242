package dev.tuliptree.bench.jmh;

import static dev.tuliptree.Async.await;
import static dev.tuliptree.Async.loop;

import dev.tuliptree.Future;
import dev.tuliptree.loop.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A task that awaits what another thread completes. */
public class Wakes extends OnLoop {
    private ExecutorService outside = Executors.newSingleThreadExecutor();

    /** For JMH. */
    public Wakes() {}

    /** Starts the other thread. */
    @Setup(Level.Iteration)
    public void begin() {
        outside = Executors.newSingleThreadExecutor();
    }

    /** Ends it. */
    @TearDown(Level.Iteration)
    public void end() {
        outside.shutdown();
    }

    /** A future of the loop. */
    @Benchmark
    public void future() {
        EventLoop loop = loop();
        Future<Integer> answer = loop.createFuture();
        outside.execute(() -> loop.callSoonThreadsafe(() -> answer.setResult(1)));
        await(answer);
    }

    /** A future of the JDK. */
    @Benchmark
    public void completionStage() {
        await(CompletableFuture.supplyAsync(() -> 1, outside));
    }
}
