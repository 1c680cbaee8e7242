package dev.tuliptree.sync;

import java.util.AbstractQueue;
import java.util.Comparator;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A queue that gives the smallest item first, and among equal ones the oldest. After asyncio's {@code PriorityQueue}.
 *
 * <p>An item that finds a task waiting is given to it at once, however large it is. Room that becomes free is given to
 * the task that has waited longest to put an item, not to the one with the smallest.
 *
 * @param <T> the type of the items
 */
public final class PriorityQueue<T> extends Queue<T> {
    /**
     * Makes an empty queue of items that have a natural order.
     *
     * @param capacity how many items it holds at most, at least one; {@link Integer#MAX_VALUE} for no limit
     */
    @SuppressWarnings("unchecked") // As in the JDK's queue: an item without a natural order is refused when it is put.
    public PriorityQueue(int capacity) {
        this(capacity, (Comparator<T>) Comparator.naturalOrder());
    }

    /**
     * Makes an empty queue.
     *
     * @param capacity how many items it holds at most, at least one; {@link Integer#MAX_VALUE} for no limit
     * @param order which of two items is smaller
     */
    public PriorityQueue(int capacity, Comparator<? super T> order) {
        super(capacity, new Heap<>(order));
    }

    @Override
    public String toString() {
        return "priority " + super.toString();
    }

    /** The JDK's heap, made to keep equal items in order. */
    private static final class Heap<T> extends AbstractQueue<T> {
        private final java.util.PriorityQueue<Entry<T>> entries;
        private long added;

        private record Entry<T>(T item, long number) {}

        Heap(Comparator<? super T> order) {
            entries = new java.util.PriorityQueue<>(
                    Comparator.<Entry<T>, T>comparing(Entry::item, order).thenComparingLong(Entry::number));
        }

        @Override
        public boolean offer(T item) {
            return entries.offer(new Entry<>(item, added++));
        }

        @Override
        public @Nullable T poll() {
            Entry<T> entry = entries.poll();
            return entry == null ? null : entry.item();
        }

        @Override
        public @Nullable T peek() {
            Entry<T> entry = entries.peek();
            return entry == null ? null : entry.item();
        }

        @Override
        public Iterator<T> iterator() {
            return entries.stream().map(Entry::item).iterator();
        }

        @Override
        public int size() {
            return entries.size();
        }
    }
}
