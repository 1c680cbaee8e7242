package dev.tuliptree.sync;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.ParkingLot;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Items handed from tasks to tasks, first in, first out, through a buffer of limited size. After asyncio's
 * {@code Queue}, with the limit made obligatory. Iterating over it gets items until the queue is shut down and empty.
 *
 * <p>Tasks that wait are served in the order they came, and directly: an item is given to the task that has waited
 * longest for one, and room to the item of the task that has waited longest for it. So nobody can be overtaken, and a
 * task that is cancelled after it was served keeps what it got.
 *
 * @param <T> the type of the items
 */
public sealed class Queue<T> implements Iterable<T> permits PriorityQueue, LifoQueue {
    /** Handed to waiting tasks instead of an item, or of room for one. */
    private static final Object SHUT_DOWN = new Object();

    private final int capacity;
    private final java.util.Queue<T> items;

    /** Each offers the item it wants to put. */
    private final ParkingLot putting = new ParkingLot(this);

    private final ParkingLot getting = new ParkingLot(this);
    private final ParkingLot joining = new ParkingLot(this);
    private int unfinished;
    private boolean shutDown;

    /**
     * Makes an empty queue.
     *
     * @param capacity how many items it holds at most, at least one; {@link Integer#MAX_VALUE} for no limit
     */
    public Queue(int capacity) {
        this(capacity, new ArrayDeque<>());
    }

    /** Makes a queue that keeps its items in one of the JDK's, which decides which one is next. */
    Queue(int capacity, java.util.Queue<T> items) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a queue needs room for at least one item, not " + capacity);
        }
        this.capacity = capacity;
        this.items = items;
    }

    /**
     * What a queue looks like at one moment.
     *
     * @param size how many items are in it
     * @param capacity how many it holds at most
     * @param unfinished how many items that were put are not done yet: see {@link #taskDone()}
     * @param tasksPutting how many tasks wait to put an item
     * @param tasksGetting how many tasks wait to get one
     * @param tasksJoining how many tasks wait in {@link #join()}
     * @param shutDown whether it was shut down
     */
    public record Statistics(
            int size,
            int capacity,
            int unfinished,
            int tasksPutting,
            int tasksGetting,
            int tasksJoining,
            boolean shutDown) {}

    /**
     * Puts an item in, and suspends the current task while there is no room. A checkpoint.
     *
     * @param item the item
     * @throws QueueShutDown if the queue was shut down, also while waiting: the item is not in it then
     * @throws dev.tuliptree.Cancelled if the task is cancelled while it waits: the item is not in it then
     */
    public final void put(T item) {
        Checkpoint.throwIfCancelled();
        if (tryPut(item)) Checkpoint.passTurn();
        else if (putting.park(item) == SHUT_DOWN) throw new QueueShutDown();
    }

    /**
     * Puts an item in if there is room. Not a checkpoint.
     *
     * @param item the item
     * @return false if there is none
     * @throws QueueShutDown if the queue was shut down
     */
    public final boolean tryPut(T item) {
        Objects.requireNonNull(item, "item");
        if (shutDown) throw new QueueShutDown();
        // Whoever waits to get one finds the queue empty, so this item is what it would be given in any order.
        if (!getting.unpark(item)) {
            if (isFull()) return false;
            items.add(item);
        }
        unfinished++;
        return true;
    }

    /**
     * Takes the next item out, and suspends the current task while there is none. A checkpoint.
     *
     * @return the item
     * @throws QueueShutDown if the queue was shut down and nothing is left in it
     * @throws dev.tuliptree.Cancelled if the task is cancelled while it waits
     */
    public final T get() {
        T item = getUnlessShutDown();
        if (item == null) throw new QueueShutDown();
        return item;
    }

    @SuppressWarnings("unchecked") // What is handed over is an item, but for the one mark that is not.
    private @Nullable T getUnlessShutDown() {
        Checkpoint.throwIfCancelled();
        T item = poll();
        if (item != null) {
            Checkpoint.passTurn();
            return item;
        }
        if (shutDown) return null;
        Object handed = getting.park();
        return handed == SHUT_DOWN ? null : (T) handed;
    }

    /**
     * Takes the next item out if there is one. Not a checkpoint.
     *
     * @return the item, or null if there is none now
     * @throws QueueShutDown if the queue was shut down and nothing is left in it
     */
    public final @Nullable T tryGet() {
        T item = poll();
        if (item == null && shutDown) throw new QueueShutDown();
        return item;
    }

    @SuppressWarnings("unchecked") // What tasks offer while they wait is the item they put.
    private @Nullable T poll() {
        T item = items.poll();
        T offered = (T) putting.firstOffer();
        if (item != null && offered != null) {
            items.add(offered);
            unfinished++;
            putting.unpark();
        }
        return item;
    }

    /**
     * Says that the work on an item that was got is done; see {@link #join()}. Not a checkpoint.
     *
     * @throws IllegalStateException if called more often than there were items
     */
    public final void taskDone() {
        if (unfinished == 0) throw new IllegalStateException("taskDone() was called more often than items were put");
        unfinished--;
        if (unfinished == 0) joining.unparkAll();
    }

    /**
     * Suspends the current task until {@link #taskDone()} was called for every item that was put. A checkpoint.
     *
     * @throws dev.tuliptree.Cancelled if the task is cancelled while it waits
     */
    public final void join() {
        Checkpoint.throwIfCancelled();
        if (unfinished == 0) Checkpoint.passTurn();
        else joining.park();
    }

    /** Takes no more items; those that are in it can still be got. Idempotent. Not a checkpoint. */
    public final void shutdown() {
        shutDown = true;
        putting.unparkAll(SHUT_DOWN);
        getting.unparkAll(SHUT_DOWN);
    }

    /** As {@link #shutdown()}, and drops the items that are in it, as if they were done. */
    public final void shutdownNow() {
        shutdown();
        // Somebody may have called taskDone() for more items than were got; what is left is to come out at nothing.
        unfinished = Math.max(0, unfinished - items.size());
        items.clear();
        if (unfinished == 0) joining.unparkAll();
    }

    /**
     * Whether it was shut down.
     *
     * @return true once it was
     */
    public final boolean isShutDown() {
        return shutDown;
    }

    /**
     * How many items it holds at most.
     *
     * @return the number
     */
    public final int capacity() {
        return capacity;
    }

    /**
     * How many items are in it.
     *
     * @return the number, at most the capacity
     */
    public final int size() {
        return items.size();
    }

    /**
     * Whether no item is in it.
     *
     * @return true if none is
     */
    public final boolean isEmpty() {
        return items.isEmpty();
    }

    /**
     * Whether there is room for no more.
     *
     * @return true if there is none
     */
    public final boolean isFull() {
        return items.size() >= capacity;
    }

    /**
     * Gets items until the queue is shut down and empty; each step suspends as {@link #get()} does.
     *
     * @return the iterator
     */
    @Override
    public final Iterator<T> iterator() {
        return new Receiving<>(this::getUnlessShutDown);
    }

    /**
     * What it looks like now. Not a checkpoint.
     *
     * @return its figures
     */
    public final Statistics statistics() {
        return new Statistics(
                items.size(), capacity, unfinished, putting.size(), getting.size(), joining.size(), shutDown);
    }

    @Override
    public String toString() {
        String room = capacity == Integer.MAX_VALUE ? "" : " of " + capacity;
        return "queue, " + items.size() + room + " items, " + putting.size() + " putting, " + getting.size()
                + " getting" + (shutDown ? ", shut down" : "");
    }
}
