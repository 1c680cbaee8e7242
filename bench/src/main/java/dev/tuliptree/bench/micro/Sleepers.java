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
    /** So many for the compilers. */
    private static final int FEW = 100_000;

    private Sleepers() {}

    static void measure(Stopwatch stopwatch, int tasks) {
        run(() -> {
            for (int i = 0; i < 3; i++) sleep(FEW, null);
            sleep(tasks, stopwatch);
        });
    }

    private static void sleep(int tasks, @Nullable Stopwatch stopwatch) throws Exception {
        long before = Stopwatch.heapInUse();
        WakingTimes times = new WakingTimes(tasks);
        nursery(n -> {
            for (int i = 0; i < tasks; i++) {
                long deadline = times.of(i);
                n.start(() -> sleepUntil(deadline));
            }
            checkpoint();
            if (stopwatch == null) return;
            stopwatch.bytes("sleepers", tasks, Stopwatch.heapInUse() - before);
            sleepUntil(times.first());
            stopwatch.once("sleepers_wake", tasks, () -> sleepUntil(times.last()));
        });
    }
}
