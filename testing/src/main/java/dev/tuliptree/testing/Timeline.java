package dev.tuliptree.testing;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time, and what is to happen in it besides the timers of the loop. Loop thread only, but for {@link #now}. */
final class Timeline {
    /** No moment at all. */
    static final long NEVER = Long.MAX_VALUE;

    /** Something that happens. */
    @FunctionalInterface
    interface Happening {
        void happen();
    }

    /** In the order of their times, and of one time in the order in which they were announced. */
    private record Entry(long time, long number, Happening happening) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::time).thenComparingLong(Entry::number));

    private volatile long now;
    private long announced;

    /** The time. Any thread. */
    long now() {
        return now;
    }

    void jumpTo(long time) {
        now = time;
    }

    void at(long time, Happening happening) {
        entries.add(new Entry(time, announced++, happening));
    }

    /** When something happens next. */
    long next() {
        Entry first = entries.peek();
        return first == null ? NEVER : first.time;
    }

    /** Lets everything happen whose time has come, and what follows from it at once. */
    void happen() {
        while (next() <= now) entries.remove().happening.happen();
    }
}
