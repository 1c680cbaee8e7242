package dev.tuliptree.loop;

import dev.tuliptree.engine.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * A place at which one task at a time can wait to be woken: what locks, queues and streams are built of. It can be used
 * again and again; waiting allocates nothing. Loop thread only, but for {@link #wakeThreadsafe}.
 *
 * <p>A task that waits is woken once, either by {@link #wake()} or by being cancelled, whichever comes first. So
 * whatever is handed over with {@link #wake()} is never lost: a cancel that comes after it is noticed at the task's
 * next checkpoint.
 */
public abstract class Waiter implements Abort, Readiness, Arrival {
    private @Nullable LoopTask<?> task;
    private boolean permit;

    /** Makes a waiter that nobody waits at. */
    protected Waiter() {}

    /**
     * Suspends the current task until it is woken. A checkpoint.
     *
     * @throws dev.tuliptree.Cancelled if the task is cancelled and {@link #abort()} lets it go
     * @throws IllegalStateException if a task waits here already, or no task is running
     */
    public final void await() {
        await(Loops.requireTask());
    }

    final void await(LoopTask<?> current) {
        current.throwIfCancelled();
        if (!takePermit()) current.suspend(claim(current));
    }

    /**
     * Suspends the current task until it is woken, cancelled or not. Not a point of cancellation.
     *
     * @throws IllegalStateException if a task waits here already, or no task is running
     */
    public final void awaitUncancellably() {
        awaitUncancellably(Loops.requireTask());
    }

    final void awaitUncancellably(LoopTask<?> current) {
        if (!takePermit()) current.suspendUncancellably(claim(current));
    }

    private boolean takePermit() {
        boolean taken = permit;
        permit = false;
        return taken;
    }

    private Waiter claim(LoopTask<?> current) {
        if (task != null) throw new IllegalStateException("task " + task.name() + " waits already at " + this);
        task = current;
        return this;
    }

    /**
     * Lets the waiting task go on, if there is one.
     *
     * @return true if there was one
     */
    public final boolean wake() {
        LoopTask<?> waiting = task;
        if (waiting == null) return false;
        task = null;
        waiting.wake();
        return true;
    }

    /**
     * As {@link #wake()}, a little later. Any thread. If no task waits by then, the next one that would does not.
     *
     * @param loop the loop whose task waits or is about to
     */
    public final void wakeThreadsafe(EventLoop loop) {
        loop.leave(this); // A loop that refuses has no task left that could wait.
    }

    /** Refuses to be woken from a thread that is not the loop's, before anything has changed. */
    final void checkThread() {
        if (task != null) task.loop.checkThread("something that wakes a task");
    }

    /** What another thread left has arrived on the loop thread. */
    @Override
    public final void arrive() {
        if (!wake()) permit = true;
    }

    /** As {@link #wake()}; for the engine. */
    @Override
    public final void ready() {
        wake();
    }

    /**
     * Whether a task waits here.
     *
     * @return true if one does
     */
    public final boolean isWaiting() {
        return task != null;
    }

    @Override
    public final boolean abortWait() {
        if (!abort()) return false;
        task = null;
        return true;
    }

    /**
     * The waiting task was cancelled: undoes what was set up for its being woken. Runs on the bare loop thread: must
     * not block, take a lock, call a user's code or throw.
     *
     * @return true if the task can be let go, false if it must wait until it is woken
     */
    protected abstract boolean abort();
}
