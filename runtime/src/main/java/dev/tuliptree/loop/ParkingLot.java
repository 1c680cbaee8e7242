package dev.tuliptree.loop;

import org.jspecify.annotations.Nullable;

/**
 * Tasks that wait in line, first come, first served: the building block of fair locks and queues. After Trio's
 * {@code ParkingLot}. Each wait allocates one node and nothing else. Loop thread only.
 */
public final class ParkingLot {
    private @Nullable Place first;
    private @Nullable Place last;
    private int size;
    private final Object owner;

    /**
     * Makes an empty one.
     *
     * @param owner what the tasks wait for, as thread dumps show it
     */
    public ParkingLot(Object owner) {
        this.owner = owner;
    }

    /** One task's place in the line. */
    private static final class Place extends Waiter {
        ParkingLot lot;

        @Nullable
        Place before;

        @Nullable
        Place after;

        /** What the task offers while it stands in line; what it was handed afterwards. */
        @Nullable
        Object carried;

        final @Nullable Object entrance;

        /** Whether a cancellation makes the task leave the line. */
        boolean mayLeave = true;

        Place(ParkingLot lot, @Nullable Object offer, @Nullable Object entrance) {
            this.lot = lot;
            this.carried = offer;
            this.entrance = entrance;
        }

        @Override
        protected boolean abort() {
            if (mayLeave) lot.unlink(this);
            return mayLeave;
        }

        @Override
        public String toString() {
            return lot.owner.toString();
        }
    }

    /**
     * Suspends the current task until it is unparked. A checkpoint; cancelled, the task leaves the line.
     *
     * @return what it was handed by the one who unparked it
     * @throws dev.tuliptree.Cancelled if the task was cancelled before it was unparked
     */
    public @Nullable Object park() {
        return park(null, null);
    }

    /**
     * As {@link #park()}, and brings something that others can see.
     *
     * @param offer what {@link #firstOffer()} returns when the task is first in line
     * @return what it was handed by the one who unparked it
     * @throws dev.tuliptree.Cancelled if the task was cancelled before it was unparked
     */
    public @Nullable Object park(@Nullable Object offer) {
        return park(offer, null);
    }

    /**
     * As {@link #park(Object)}, through one of several entrances to the same line.
     *
     * @param offer what {@link #firstOffer()} returns when the task is first in line
     * @param entrance the entrance, at which {@link #unparkAll(Object, Object)} can tell those who came through it
     * @return what it was handed by the one who unparked it
     * @throws dev.tuliptree.Cancelled if the task was cancelled before it was unparked
     */
    public @Nullable Object park(@Nullable Object offer, @Nullable Object entrance) {
        LoopTask<?> task = Loops.requireTask();
        task.throwIfCancelled();
        Place place = new Place(this, offer, entrance);
        link(place);
        place.await(task);
        return place.carried;
    }

    /**
     * As {@link #park(Object)}, but a cancelled task stays in line. Not a point of cancellation.
     *
     * @param offer what {@link #firstOffer()} returns when the task is first in line
     * @return what it was handed by the one who unparked it
     */
    public @Nullable Object parkUncancellably(@Nullable Object offer) {
        LoopTask<?> task = Loops.requireTask();
        Place place = new Place(this, offer, null);
        link(place);
        place.awaitUncancellably(task);
        return place.carried;
    }

    /**
     * Lets the task that has waited longest go on.
     *
     * @return true if one was waiting
     */
    public boolean unpark() {
        return unpark(null);
    }

    /**
     * Lets the task that has waited longest go on, and hands it something, which it then owns: a cancel that comes
     * later does not lose it.
     *
     * @param gift what {@link #park()} returns there
     * @return true if one was waiting
     */
    public boolean unpark(@Nullable Object gift) {
        Place place = first;
        if (place == null) return false;
        release(place, gift);
        return true;
    }

    /** Lets all go on. */
    public void unparkAll() {
        unparkAll(null);
    }

    /**
     * Lets all go on, and hands each the same.
     *
     * @param gift what {@link #park()} returns there
     */
    public void unparkAll(@Nullable Object gift) {
        while (!isEmpty()) unpark(gift);
    }

    /**
     * Lets all go on that came through one entrance, and hands each the same.
     *
     * @param gift what {@link #park()} returns there
     * @param entrance which entrance
     */
    public void unparkAll(@Nullable Object gift, Object entrance) {
        Place place = first;
        while (place != null) {
            Place next = place.after;
            if (place.entrance == entrance) release(place, gift);
            place = next;
        }
    }

    private void release(Place place, @Nullable Object gift) {
        place.checkThread();
        unlink(place);
        place.carried = gift;
        place.wake();
    }

    /**
     * Moves the task that has waited longest to the end of another line, with its offer. It does not notice; unparked
     * there, it goes on. From now on it stays in line even if it is cancelled.
     *
     * @param other the other line
     * @return true if one was waiting
     */
    public boolean moveFirst(ParkingLot other) {
        Place place = first;
        if (place == null) return false;
        unlink(place);
        place.mayLeave = false;
        place.lot = other;
        other.link(place);
        return true;
    }

    /**
     * What the task that has waited longest has brought.
     *
     * @return its offer; null if it brought none or no task waits
     */
    public @Nullable Object firstOffer() {
        return first == null ? null : first.carried;
    }

    /**
     * How many tasks wait.
     *
     * @return the number
     */
    public int size() {
        return size;
    }

    /**
     * Whether no task waits.
     *
     * @return true if none does
     */
    public boolean isEmpty() {
        return size == 0;
    }

    private void link(Place place) {
        place.before = last;
        if (last == null) first = place;
        else last.after = place;
        last = place;
        size++;
    }

    private void unlink(Place place) {
        Place before = place.before;
        Place after = place.after;
        if (before == null) first = after;
        else before.after = after;
        if (after == null) last = before;
        else after.before = before;
        place.before = null;
        place.after = null;
        size--;
    }
}
