package dev.tuliptree.bench.micro;

import static dev.tuliptree.Async.checkpoint;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.sleepUntil;

import org.jspecify.annotations.Nullable;

/**
 * Many tasks that sleep at the same time: what each takes of the heap meanwhile, and what waking it costs the
 * processor, to the end of the task. They are not weighed while they wake, so that one does not count for the other.
 */
final class Sleepers {
    private static final long SECOND = 1_000_000_000;

    /** A prime, so that multiples of it, modulo the number of tasks, are each number once. */
    private static final long ORDER = 7_919;

    /** So many for the compilers. */
    private static final int FEW = 100_000;

    private Sleepers() {}

    static void measure(Stopwatch stopwatch, int tasks) {
        run(() -> {
            for (int i = 0; i < 3; i++) sleep(FEW, null);
            sleep(tasks, stopwatch);
        });
    }

    /** They wake one after the other in the course of a second, in an order that is not that of their numbers. */
    private static void sleep(int tasks, @Nullable Stopwatch stopwatch) throws Exception {
        long before = Stopwatch.heapInUse();
        // Later than the last has been started and all have been weighed, on a slow machine, too.
        long first = System.nanoTime() + SECOND * (1 + tasks / 100_000);
        nursery(n -> {
            for (int i = 0; i < tasks; i++) {
                long deadline = first + i * ORDER % tasks * (SECOND / tasks);
                n.start(() -> sleepUntil(deadline));
            }
            checkpoint();
            if (stopwatch == null) return;
            stopwatch.bytes("sleepers", tasks, Stopwatch.heapInUse() - before);
            if (System.nanoTime() > first) throw new IllegalStateException("it took so long that some are awake");
            sleepUntil(first);
            stopwatch.once("sleepers_wake", tasks, () -> sleepUntil(first + SECOND));
        });
    }
}
