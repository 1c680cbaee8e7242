package dev.tuliptree.sync;

import dev.tuliptree.Cancelled;
import dev.tuliptree.Task;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.Ownership;
import dev.tuliptree.loop.ParkingLot;
import org.jspecify.annotations.Nullable;

/**
 * Held by one task at a time, across suspensions. After Trio's {@code Lock}: fair, handed over directly, so that a task
 * that comes later cannot overtake one that waits, and released only by the task that holds it.
 *
 * <p>A task that ends while it holds the lock breaks it: those who wait for it, and those who come later, get
 * {@link BrokenResource} instead of waiting for ever.
 */
public final class Lock {
    /** Handed to waiting tasks instead of the lock. */
    private static final Object BROKEN = new Object();

    /** Each offers its task, to be made the owner. */
    private final ParkingLot waiting = new ParkingLot(this);

    private final Ownership ownership = new Ownership() {
        @Override
        protected void ownerEnded() {
            waiting.unparkAll(BROKEN);
        }
    };

    /** Makes a lock nobody holds. */
    public Lock() {}

    /** The possession of a lock; closing it gives the lock back. */
    public final class Held implements AutoCloseable {
        private boolean released;

        private Held() {}

        /**
         * Gives the lock to the task that has waited longest, if one waits. Idempotent. Not a checkpoint.
         *
         * @throws IllegalStateException if the calling task is not the one that holds the lock
         */
        @Override
        public void close() {
            if (released) return;
            // Broken, it is nobody's to give: the waits of a condition may have left this possession without a lock.
            if (!ownership.isOrphaned()) release();
            released = true;
        }
    }

    /**
     * What a lock looks like at one moment.
     *
     * @param owner the task that holds it, or null
     * @param tasksWaiting how many tasks wait for it
     */
    public record Statistics(@Nullable Task<?> owner, int tasksWaiting) {}

    /**
     * Suspends the current task until the lock is its own. A checkpoint.
     *
     * <p>Use it as {@code try (var _ = lock.acquire()) { ... }}.
     *
     * @return the possession
     * @throws IllegalStateException if the current task holds it already
     * @throws BrokenResource if a task has ended while it held the lock
     * @throws dev.tuliptree.Cancelled if the task is cancelled while it waits: it does not hold the lock then
     */
    public Held acquire() {
        Checkpoint.throwIfCancelled();
        Task<?> me = Checkpoint.currentTask();
        if (take(me)) Checkpoint.passTurn();
        else if (waiting.park(me) == BROKEN) throw broken();
        return new Held();
    }

    /**
     * Takes the lock if nobody holds it. Not a checkpoint.
     *
     * @return the possession, or null if another task has the lock
     * @throws IllegalStateException if the current task holds it already
     * @throws BrokenResource if a task has ended while it held the lock
     */
    public @Nullable Held tryAcquire() {
        return take(Checkpoint.currentTask()) ? new Held() : null;
    }

    private boolean take(Task<?> me) {
        Task<?> owner = ownership.owner();
        if (owner == null) {
            ownership.pass(me);
            return true;
        }
        if (owner == me) throw new IllegalStateException(me + " holds this lock already: it would wait for itself");
        if (ownership.isOrphaned()) throw broken();
        return false;
    }

    /** Refuses tasks that do not hold the lock. */
    void requireHeld() {
        if (ownership.owner() == Checkpoint.currentTask()) return;
        throw new IllegalStateException(Checkpoint.currentTask() + " does not hold the " + this);
    }

    /** Hands the lock on. */
    void release() {
        requireHeld();
        ownership.pass((Task<?>) waiting.firstOffer());
        waiting.unpark();
    }

    /**
     * Releases the lock and suspends the current task in another line, until it was let through from there to the line
     * of the lock and has the lock again. A checkpoint; cancelled before it was let through, the task takes the lock
     * again too before it raises that.
     */
    void acquireThrough(ParkingLot other) {
        requireHeld();
        Checkpoint.throwIfCancelled();
        Task<?> me = Checkpoint.currentTask();
        release();
        Object handed;
        try {
            handed = other.park(me);
        } catch (Cancelled cancelled) {
            // A broken lock has to be done without, as a cancellation may not be replaced by something else.
            if (!ownership.isOrphaned() && !take(me)) waiting.parkUncancellably(me);
            throw cancelled;
        }
        if (handed == BROKEN) throw broken();
    }

    /** Lets the first task of another line through to that of the lock; false if there is none. */
    boolean letThroughFrom(ParkingLot other) {
        return other.moveFirst(waiting);
    }

    private BrokenResource broken() {
        return new BrokenResource(ownership.owner() + " has ended without releasing the lock");
    }

    /**
     * Whether a task holds it.
     *
     * @return true if one does
     */
    public boolean locked() {
        return ownership.owner() != null;
    }

    /**
     * What it looks like now. Not a checkpoint.
     *
     * @return its figures
     */
    public Statistics statistics() {
        return new Statistics(ownership.owner(), waiting.size());
    }

    @Override
    public String toString() {
        Task<?> owner = ownership.owner();
        if (owner == null) return "lock";
        return "lock " + (ownership.isOrphaned() ? "broken by " : "held by ") + owner + ", " + waiting.size()
                + " waiting";
    }
}
