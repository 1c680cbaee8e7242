package dev.tuliptree.sync;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.ParkingLot;

/** Happens once; tasks can wait for it before and after. After Trio's {@code Event}, with asyncio's {@code clear}. */
public final class Event {
    private final ParkingLot waiting = new ParkingLot(this);
    private boolean set;

    /** Makes an event that has not happened. */
    public Event() {}

    /**
     * What an event looks like at one moment.
     *
     * @param set whether it has happened
     * @param tasksWaiting how many tasks wait for it
     */
    public record Statistics(boolean set, int tasksWaiting) {}

    /** It has happened: wakes everyone who waits, even if it is cleared before they run. Not a checkpoint. */
    public void set() {
        set = true;
        waiting.unparkAll();
    }

    /** It has not happened, again. Not a checkpoint. */
    public void clear() {
        set = false;
    }

    /**
     * Whether it has happened.
     *
     * @return true once it has
     */
    public boolean isSet() {
        return set;
    }

    /**
     * Suspends the current task until it has happened. A checkpoint.
     *
     * @throws dev.tuliptree.Cancelled if the task is cancelled while it waits
     */
    public void await() {
        Checkpoint.throwIfCancelled();
        if (set) Checkpoint.passTurn();
        else waiting.park();
    }

    /**
     * What it looks like now. Not a checkpoint.
     *
     * @return its figures
     */
    public Statistics statistics() {
        return new Statistics(set, waiting.size());
    }

    @Override
    public String toString() {
        return "event, " + (set ? "set" : waiting.size() + " waiting");
    }
}
