package dev.tuliptree.bench.micro;

import static dev.tuliptree.Async.checkpoint;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.sleepForever;

/** Many parked tasks that are cancelled together; the time until the last one has ended. */
final class Cancelling {
    private static final int TASKS = 100_000;

    private Cancelling() {}

    static void measure(Stopwatch stopwatch) {
        run(() -> stopwatch.timeItself("cancel", TASKS, Cancelling::cancelAll));
    }

    private static long cancelAll() {
        long[] begin = {0};
        nursery(n -> {
            for (int i = 0; i < TASKS; i++) n.start(() -> sleepForever());
            checkpoint();
            begin[0] = System.nanoTime();
            n.cancel("they have waited long enough");
        });
        return System.nanoTime() - begin[0];
    }
}
