package dev.tuliptree.bench.jmh;

import static dev.tuliptree.Async.await;
import static dev.tuliptree.Async.createTask;
import static dev.tuliptree.Async.nursery;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Tasks that begin and end. */
public class Tasks extends OnLoop {
    private static final int CHILDREN = 1000;

    /** For JMH. */
    public Tasks() {}

    /**
     * Starts one and awaits it.
     *
     * @return its result
     */
    @Benchmark
    public Integer spawnAndJoin() {
        return await(createTask(() -> 1));
    }

    /** A nursery with one child. */
    @Benchmark
    public void nurseryOfOne() {
        nursery(n -> {
            n.start(() -> {});
        });
    }

    /** A nursery with a thousand children, for each. */
    @Benchmark
    @OperationsPerInvocation(CHILDREN)
    public void nurseryOfThousand() {
        nursery(n -> {
            for (int i = 0; i < CHILDREN; i++) n.start(() -> {});
        });
    }
}
