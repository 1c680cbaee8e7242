package dev.tuliptree.live.console;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.sleepUntil;

import java.time.Duration;
import java.util.Arrays;

/**
 * How late a loop is: a task that wants to be woken twenty times a second, and looks how long after its time that
 * happens. What it has seen in the last ten seconds is kept. Loop thread only.
 */
final class LagMeter {
    private static final Duration INTERVAL = millis(50);

    private final long[] samples = new long[200];
    private long count;

    /** Measures until it is cancelled. Checkpoints. */
    void run() {
        while (true) {
            long due = loop().timeAfter(INTERVAL);
            sleepUntil(due);
            add(loop().nanoTime() - due);
        }
    }

    void add(long nanos) {
        samples[(int) (count++ % samples.length)] = nanos;
    }

    /**
     * A quantile of what was seen.
     *
     * @param part which: 0.5 for the median, 1 for the largest
     * @return nanoseconds, 0 before anything was seen
     */
    long quantile(double part) {
        int size = (int) Math.min(count, samples.length);
        if (size == 0) return 0;
        long[] sorted = Arrays.copyOf(samples, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(part * size) - 1];
    }
}
