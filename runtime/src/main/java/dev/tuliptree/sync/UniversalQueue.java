package dev.tuliptree.sync;

import dev.tuliptree.Cancelled;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.sync.UniversalLine.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A queue between threads and coroutines of any loops, in all combinations: what may have to wait blocks a plain thread
 * and suspends a task. After Curio's {@code UniversalQueue}, with the semantics of {@link Queue}: fair among everybody,
 * handed over directly, and nothing that was handed over is lost, whether a task is cancelled or a thread interrupted.
 *
 * <p>Any thread. Between tasks of one loop {@link Queue} is faster. A loop cannot know what other threads are about to
 * do: a virtual clock waits a while before it jumps if a task waits here, and no deadlock is reported then.
 *
 * @param <T> the type of the items
 */
public final class UniversalQueue<T> {
    /** Handed to those who wait instead of an item, or of room for one. */
    private static final Object SHUT_DOWN = new Object();

    private final int capacity;

    /** Guards all that follows. Held for a few instructions, never across a wait. */
    private final ReentrantLock lock = new ReentrantLock();

    private final ArrayDeque<T> items = new ArrayDeque<>();

    /** Each offers the item it wants to put. */
    private final UniversalLine putting = new UniversalLine(this);

    private final UniversalLine getting = new UniversalLine(this);
    private boolean shutDown;

    /**
     * Makes an empty queue.
     *
     * @param capacity how many items it holds at most, at least one; {@link Integer#MAX_VALUE} for no limit
     */
    public UniversalQueue(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a queue needs room for at least one item, not " + capacity);
        }
        this.capacity = capacity;
    }

    /**
     * What a queue looks like at one moment.
     *
     * @param size how many items are in it
     * @param capacity how many it holds at most
     * @param putting how many threads and tasks wait to put an item
     * @param getting how many threads and tasks wait to get one
     * @param shutDown whether it was shut down
     */
    public record Statistics(int size, int capacity, int putting, int getting, boolean shutDown) {}

    /**
     * Puts an item in, and waits while there is no room. In a task a checkpoint.
     *
     * @param item the item
     * @throws QueueShutDown if the queue was shut down, also while waiting: the item is not in it then
     * @throws InterruptedException if the caller is a plain thread and interrupted before the item is in: it is not in
     *     it then
     * @throws Cancelled if the caller is a task and cancelled while it waits: the item is not in it then
     */
    public void put(T item) throws InterruptedException {
        Objects.requireNonNull(item, "item");
        beginWait();
        Place served;
        Place mine = null;
        lock.lock();
        try {
            if (shutDown) throw new QueueShutDown();
            served = getting.serve(item);
            if (served == null && !keep(item)) mine = putting.join(item);
        } finally {
            lock.unlock();
        }
        if (served != null) served.goOn();
        if (mine == null) endWait();
        else if (stand(mine, putting) == SHUT_DOWN) throw new QueueShutDown();
    }

    /**
     * Puts an item in if there is room. Not a checkpoint.
     *
     * @param item the item
     * @return false if there is none
     * @throws QueueShutDown if the queue was shut down
     */
    public boolean tryPut(T item) {
        Objects.requireNonNull(item, "item");
        Place served;
        lock.lock();
        try {
            if (shutDown) throw new QueueShutDown();
            served = getting.serve(item);
            if (served == null && !keep(item)) return false;
        } finally {
            lock.unlock();
        }
        if (served != null) served.goOn();
        return true;
    }

    private boolean keep(T item) {
        return items.size() < capacity && items.add(item);
    }

    /**
     * Takes the oldest item out, and waits while there is none. In a task a checkpoint.
     *
     * @return the item
     * @throws QueueShutDown if the queue was shut down and nothing is left in it
     * @throws InterruptedException if the caller is a plain thread and interrupted before there is an item for it
     * @throws Cancelled if the caller is a task and cancelled while it waits
     */
    @SuppressWarnings("unchecked") // What is handed over is an item, but for the one mark that is not.
    public T get() throws InterruptedException {
        beginWait();
        Place served = null;
        Place mine = null;
        T item;
        lock.lock();
        try {
            item = items.poll();
            if (item != null) served = refill();
            else if (shutDown) throw new QueueShutDown();
            else mine = getting.join(null);
        } finally {
            lock.unlock();
        }
        if (served != null) served.goOn();
        if (mine == null) {
            endWait();
            return Objects.requireNonNull(item);
        }
        Object handed = Objects.requireNonNull(stand(mine, getting));
        if (handed == SHUT_DOWN) throw new QueueShutDown();
        return (T) handed;
    }

    /**
     * Takes the oldest item out if there is one. Not a checkpoint.
     *
     * @return the item, or null if there is none now
     * @throws QueueShutDown if the queue was shut down and nothing is left in it
     */
    public @Nullable T tryGet() {
        Place served;
        T item;
        lock.lock();
        try {
            item = items.poll();
            if (item == null && shutDown) throw new QueueShutDown();
            served = item == null ? null : refill();
        } finally {
            lock.unlock();
        }
        if (served != null) served.goOn();
        return item;
    }

    /** Gives the room that has become free to whoever has waited longest for it; returns who must go on. */
    @SuppressWarnings("unchecked") // What is offered is the item to be put.
    private @Nullable Place refill() {
        Place served = putting.serve(null);
        if (served != null) items.add((T) Objects.requireNonNull(served.offer()));
        return served;
    }

    /** Takes no more items; those that are in it can still be got. Idempotent. Not a checkpoint. */
    public void shutdown() {
        shutdown(false);
    }

    /** As {@link #shutdown()}, and drops the items that are in it. */
    public void shutdownNow() {
        shutdown(true);
    }

    private void shutdown(boolean dropItems) {
        List<Place> served = new ArrayList<>();
        lock.lock();
        try {
            shutDown = true;
            for (Place place; (place = putting.serve(SHUT_DOWN)) != null; ) served.add(place);
            for (Place place; (place = getting.serve(SHUT_DOWN)) != null; ) served.add(place);
            if (dropItems) items.clear();
        } finally {
            lock.unlock();
        }
        served.forEach(Place::goOn);
    }

    // -- waiting

    private static void beginWait() throws InterruptedException {
        if (Checkpoint.inCoroutine()) Checkpoint.throwIfCancelled();
        else if (Thread.interrupted()) throw new InterruptedException();
    }

    private static void endWait() {
        if (Checkpoint.inCoroutine()) Checkpoint.passTurn();
    }

    private @Nullable Object stand(Place place, UniversalLine line) throws InterruptedException {
        try {
            place.stand();
            return place.gift();
        } catch (Cancelled | InterruptedException leaving) {
            // A task that was cancelled while it waited for the lock may have been served before it came to stand here.
            if (!place.leave()) return place.gift();
            lock.lock();
            try {
                line.remove(place);
            } finally {
                lock.unlock();
            }
            throw leaving;
        }
    }

    // -- looking at it

    /**
     * How many items it holds at most.
     *
     * @return the number
     */
    public int capacity() {
        return capacity;
    }

    /**
     * How many items are in it at this moment.
     *
     * @return the number, at most the capacity
     */
    public int size() {
        return statistics().size();
    }

    /**
     * Whether it was shut down.
     *
     * @return true once it was
     */
    public boolean isShutDown() {
        return statistics().shutDown();
    }

    /**
     * What it looks like now. Not a checkpoint.
     *
     * @return its figures
     */
    public Statistics statistics() {
        lock.lock();
        try {
            return new Statistics(items.size(), capacity, putting.size(), getting.size(), shutDown);
        } finally {
            lock.unlock();
        }
    }

    /** Takes no lock, as thread dumps and debuggers want it: the figures may be a little old. */
    @Override
    public String toString() {
        String room = capacity == Integer.MAX_VALUE ? "" : " of " + capacity;
        return "universal queue, " + items.size() + room + " items, " + putting.size() + " putting, " + getting.size()
                + " getting" + (shutDown ? ", shut down" : "");
    }
}
