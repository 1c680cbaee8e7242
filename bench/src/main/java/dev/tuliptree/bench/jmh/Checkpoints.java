package dev.tuliptree.bench.jmh;

import static dev.tuliptree.Async.checkpoint;
import static dev.tuliptree.Async.createTask;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A checkpoint of a task that is alone, and of one of two that take turns. */
public class Checkpoints extends OnLoop {
    /** For JMH. */
    public Checkpoints() {}

    /** A second task, which does nothing but take its turns. */
    @State(Scope.Benchmark)
    public static class Company {
        private boolean over;

        /** For JMH. */
        public Company() {}

        /** Starts it. */
        @Setup(Level.Iteration)
        public void begin() {
            over = false;
            createTask(() -> {
                while (!over) checkpoint();
            });
        }

        /** Ends it. */
        @TearDown(Level.Iteration)
        public void end() {
            over = true;
        }
    }

    /** Nobody else is ready. */
    @Benchmark
    public void alone() {
        checkpoint();
    }

    /**
     * Two switches: to the other task, and back.
     *
     * @param company the other task
     */
    @Benchmark
    public void inCompany(Company company) {
        checkpoint();
    }
}
