package dev.tuliptree.bench.jmh;

import static dev.tuliptree.Async.await;
import static dev.tuliptree.Async.loop;

import dev.tuliptree.Future;
import dev.tuliptree.loop.EventLoop;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/** Callbacks, a thousand at a time. */
public class Callbacks extends OnLoop {
    private static final int BATCH = 1000;

    /** For JMH. */
    public Callbacks() {}

    /**
     * Schedules and runs them.
     *
     * @param blackhole where their results go
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void callSoonBatch(Blackhole blackhole) {
        EventLoop loop = loop();
        Future<Integer> end = loop.createFuture();
        for (int i = 1; i < BATCH; i++) loop.callSoon(() -> blackhole.consume(blackhole));
        loop.callSoon(() -> end.setResult(1));
        await(end);
    }
}
