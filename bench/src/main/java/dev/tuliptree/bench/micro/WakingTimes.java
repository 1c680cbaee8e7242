package dev.tuliptree.bench.micro;

/**
 * When each of many sleepers wakes: one after the other in the course of a second, in an order that is not that of
 * their numbers, and not before all have been started and weighed, on a slow machine, too.
 */
public final class WakingTimes {
    private static final long SECOND = 1_000_000_000;

    /** A prime, so that multiples of it, modulo the number of sleepers, are each number once. */
    private static final long ORDER = 7_919;

    private final int count;
    private final long first;

    /**
     * Begins now.
     *
     * @param count how many sleepers there are
     */
    public WakingTimes(int count) {
        this.count = count;
        first = System.nanoTime() + SECOND * (1 + count / 40_000);
    }

    /**
     * When the first wakes, as {@link System#nanoTime} says it.
     *
     * @throws IllegalStateException if it is awake already
     */
    public long first() {
        if (System.nanoTime() > first) throw new IllegalStateException("it took so long that some are awake");
        return first;
    }

    /** When the last wakes. */
    public long last() {
        return first + SECOND;
    }

    /** When the one of this number wakes. */
    public long of(int number) {
        return first + number * ORDER % count * (SECOND / count);
    }
}
