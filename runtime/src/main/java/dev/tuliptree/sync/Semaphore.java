package dev.tuliptree.sync;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.ParkingLot;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits; who takes one when there is none waits. After asyncio's and Trio's {@code Semaphore}: fair, and
 * handed over directly. A permit may be released by a task that never acquired one, so that semaphores can count
 * events; see {@link BoundedSemaphore} if that would be a mistake.
 */
public sealed class Semaphore permits BoundedSemaphore {
    private final ParkingLot waiting = new ParkingLot(this);
    private final int most;
    private int value;

    /**
     * Makes a semaphore.
     *
     * @param permits how many permits there are at first, at least 0
     */
    public Semaphore(int permits) {
        this(permits, Integer.MAX_VALUE);
    }

    Semaphore(int permits, int most) {
        if (permits < 0) throw new IllegalArgumentException("a semaphore cannot have " + permits + " permits");
        this.value = permits;
        this.most = most;
    }

    /** A permit that was acquired; closing it gives it back. */
    public final class Permit implements AutoCloseable {
        private boolean released;

        private Permit() {}

        /** Releases the permit. Idempotent. Not a checkpoint. */
        @Override
        public void close() {
            if (released) return;
            released = true;
            release();
        }
    }

    /**
     * What a semaphore looks like at one moment.
     *
     * @param value how many permits can be had without waiting
     * @param tasksWaiting how many tasks wait for one
     */
    public record Statistics(int value, int tasksWaiting) {}

    /**
     * Suspends the current task until it has a permit. A checkpoint.
     *
     * <p>Use it as {@code try (var _ = semaphore.acquire()) { ... }}, or forget what it returns and call
     * {@link #release()}.
     *
     * @return the permit
     * @throws dev.tuliptree.Cancelled if the task is cancelled while it waits: it has none then
     */
    public final Permit acquire() {
        Checkpoint.throwIfCancelled();
        if (take()) Checkpoint.passTurn();
        else waiting.park();
        return new Permit();
    }

    /**
     * Takes a permit if one is there. Not a checkpoint.
     *
     * @return the permit, or null if there is none
     */
    public final @Nullable Permit tryAcquire() {
        return take() ? new Permit() : null;
    }

    private boolean take() {
        if (value == 0) return false;
        value--;
        return true;
    }

    /**
     * Gives a permit to the task that has waited longest, or adds it to those there are. Not a checkpoint.
     *
     * @throws IllegalStateException if there would be more than there may be
     */
    public final void release() {
        if (value == most) throw new IllegalStateException("released more often than acquired: " + this);
        if (!waiting.unpark()) value++;
    }

    /**
     * How many permits can be had without waiting.
     *
     * @return the number
     */
    public final int value() {
        return value;
    }

    /**
     * Whether a task that wants a permit has to wait.
     *
     * @return true if it has
     */
    public final boolean locked() {
        return value == 0;
    }

    /**
     * What it looks like now. Not a checkpoint.
     *
     * @return its figures
     */
    public final Statistics statistics() {
        return new Statistics(value, waiting.size());
    }

    @Override
    public String toString() {
        return "semaphore, " + (value == 0 ? waiting.size() + " waiting" : value + " left");
    }
}
