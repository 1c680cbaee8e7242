package dev.tuliptree.bench.micro;

import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.sleep;

/** Many tasks that sleep up to a second. What counts is the processor's time, not the clock's. */
final class Sleeping {
    private static final int TASKS = 100_000;

    private Sleeping() {}

    static void measure(Stopwatch stopwatch) {
        run(() -> stopwatch.once("sleep", TASKS, Sleeping::sleepers));
    }

    private static void sleepers() {
        long[] delays = delaysInMillis();
        nursery(n -> {
            for (long delay : delays) n.start(() -> sleep(millis(delay)));
        });
    }

    /** Whole milliseconds from 0 to 999, the same in every runtime's program. */
    private static long[] delaysInMillis() {
        long[] delays = new long[TASKS];
        long state = 42;
        for (int i = 0; i < TASKS; i++) {
            state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            delays[i] = (state >>> 33) % 1000;
        }
        return delays;
    }
}
