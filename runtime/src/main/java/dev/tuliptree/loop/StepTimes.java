package dev.tuliptree.loop;

import java.util.ArrayList;
import java.util.List;

/**
 * How long the steps of a loop take, as a histogram: a step is what one coroutine does from getting its turn to giving
 * it back, with what the loop needs to switch; callbacks that follow each other count as one. Made by
 * {@link EventLoop#measureSteps}; counts from then until it is closed. Loop thread only.
 *
 * <p>Time is that of {@link System#nanoTime}, also on a virtual clock: a step is work, and takes none of the latter.
 */
public final class StepTimes implements AutoCloseable {
    private static final long[] BOUNDS = {10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000};

    private final StepMeter meter;
    private final long[] counts = new long[BOUNDS.length + 1];
    private long longest;

    StepTimes(StepMeter meter) {
        this.meter = meter;
    }

    /**
     * How many steps took a time within a range.
     *
     * @param from the shortest time of the range, in nanoseconds
     * @param below the time in nanoseconds that is just beyond the range; {@link Long#MAX_VALUE} for the last one
     * @param count how many
     */
    public record Bucket(long from, long below, long count) {}

    void add(long nanos) {
        int i = 0;
        while (i < BOUNDS.length && nanos >= BOUNDS[i]) i++;
        counts[i]++;
        longest = Math.max(longest, nanos);
    }

    /**
     * The histogram as it is now: ranges from below 10 microseconds, each ten times the one before, to beyond a second.
     * Not a checkpoint.
     *
     * @return a list of its own, the shortest times first
     */
    public List<Bucket> buckets() {
        List<Bucket> buckets = new ArrayList<>(counts.length);
        for (int i = 0; i < counts.length; i++) {
            long from = i == 0 ? 0 : BOUNDS[i - 1];
            buckets.add(new Bucket(from, i == BOUNDS.length ? Long.MAX_VALUE : BOUNDS[i], counts[i]));
        }
        return buckets;
    }

    /**
     * How long the longest step took. Not a checkpoint.
     *
     * @return nanoseconds; 0 before there was any
     */
    public long longest() {
        return longest;
    }

    /** Counts no more; when the last one is closed, the loop no longer looks at the time. Not a checkpoint. */
    @Override
    public void close() {
        meter.remove(this);
    }
}
