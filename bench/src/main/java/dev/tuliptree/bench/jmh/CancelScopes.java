package dev.tuliptree.bench.jmh;

import static dev.tuliptree.Async.cancelScope;
import static dev.tuliptree.Async.checkpoint;
import static dev.tuliptree.Async.moveOnAfter;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.shielded;

import dev.tuliptree.CancelScope;
import org.openjdk.jmh.annotations.Benchmark;

/** Entering scopes and leaving them again. */
public class CancelScopes extends OnLoop {
    /** For JMH. */
    public CancelScopes() {}

    /**
     * One that is not cancelled.
     *
     * @return the scope
     */
    @Benchmark
    public CancelScope enterAndLeave() {
        return cancelScope(scope -> {});
    }

    /**
     * One with a deadline.
     *
     * @return whether it was met
     */
    @Benchmark
    public boolean deadline() {
        return moveOnAfter(seconds(10), () -> {});
    }

    /** A shield. */
    @Benchmark
    public void shield() {
        shielded(() -> {});
    }

    /**
     * One that is cancelled, and catches it.
     *
     * @return the scope
     */
    @Benchmark
    public CancelScope cancelled() {
        return cancelScope(scope -> {
            scope.cancel("for the benchmark");
            checkpoint();
        });
    }
}
