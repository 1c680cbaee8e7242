package dev.tuliptree.sync;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.ParkingLot;
import java.util.function.BooleanSupplier;

/**
 * Lets tasks that hold a lock wait until another task says that something has changed. After Trio's {@code Condition}.
 *
 * <p>Who is signalled moves straight into the line for the lock, so signalling many wakes one at a time. From then on
 * the signal is its own: a cancel that comes later is noticed at its next checkpoint, not here, so no signal is ever
 * spent on a task that does not return from {@link #await()}.
 */
public final class Condition {
    private final Lock lock;
    private final ParkingLot waiting = new ParkingLot(this);

    /** Makes a condition with a lock of its own. */
    public Condition() {
        this(new Lock());
    }

    /**
     * Makes a condition of a lock, which may have several.
     *
     * @param lock the lock
     */
    public Condition(Lock lock) {
        this.lock = lock;
    }

    /**
     * What a condition looks like at one moment.
     *
     * @param tasksWaiting how many tasks wait for a signal; those that were signalled count with the lock
     * @param lock the lock's figures
     */
    public record Statistics(int tasksWaiting, Lock.Statistics lock) {}

    /**
     * Its lock.
     *
     * @return the lock
     */
    public Lock lock() {
        return lock;
    }

    /**
     * Acquires the lock: see {@link Lock#acquire()}. A checkpoint.
     *
     * @return the possession
     */
    public Lock.Held acquire() {
        return lock.acquire();
    }

    /**
     * Releases the lock, suspends the current task until it is signalled, and acquires the lock again. A checkpoint.
     * Whether what it waits for has come true must be looked at again afterwards, or use {@link #awaitFor}.
     *
     * @throws IllegalStateException if the current task does not hold the lock
     * @throws dev.tuliptree.Cancelled if the task is cancelled before it is signalled; it holds the lock again then,
     *     however long it takes to get it
     * @throws BrokenResource if another task has ended while it held the lock
     */
    public void await() {
        lock.acquireThrough(waiting);
    }

    /**
     * Suspends the current task until something is true, looking at it now and after every signal. A checkpoint.
     *
     * @param predicate what is to become true; called with the lock held
     * @throws IllegalStateException if the current task does not hold the lock
     * @throws dev.tuliptree.Cancelled as {@link #await()} does
     */
    public void awaitFor(BooleanSupplier predicate) {
        lock.requireHeld();
        Checkpoint.throwIfCancelled();
        if (predicate.getAsBoolean()) {
            Checkpoint.passTurn();
            return;
        }
        do await();
        while (!predicate.getAsBoolean());
    }

    /** Wakes the task that has waited longest, if one waits: see {@link #signal(int)}. Not a checkpoint. */
    public void signal() {
        signal(1);
    }

    /**
     * Wakes the tasks that have waited longest; each goes on when it gets the lock. Not a checkpoint.
     *
     * @param count how many at most
     * @throws IllegalStateException if the current task does not hold the lock
     */
    public void signal(int count) {
        lock.requireHeld();
        int left = count;
        while (left > 0 && lock.letThroughFrom(waiting)) left--;
    }

    /**
     * Wakes all tasks that wait: see {@link #signal(int)}. Not a checkpoint.
     *
     * @throws IllegalStateException if the current task does not hold the lock
     */
    public void signalAll() {
        signal(waiting.size());
    }

    /**
     * What it looks like now. Not a checkpoint.
     *
     * @return its figures
     */
    public Statistics statistics() {
        return new Statistics(waiting.size(), lock.statistics());
    }

    @Override
    public String toString() {
        return "condition, " + waiting.size() + " waiting, of " + lock;
    }
}
