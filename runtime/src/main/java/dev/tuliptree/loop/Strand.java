package dev.tuliptree.loop;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A second stack, which its caller runs piece by piece: while it runs the caller waits, and while it waits the caller
 * runs. What generators are built of.
 *
 * <p>On a loop the strand runs <em>as the task that resumes it</em>: that task goes on in the strand's thread instead
 * of in its own, within the same turn, so that no other task runs in between. Whatever the strand does there, sleeping,
 * being cancelled, looking who it is, it does as that task. A strand that begins on a loop goes on on that loop alone,
 * in whichever of its tasks resumes it.
 *
 * <p>Off a loop, strand and caller hand over to each other as threads do. The strand begins with the context of whoever
 * resumes it first.
 */
public final class Strand {
    private final Runnable body;
    private final OffLoop offLoop = new OffLoop();
    private @Nullable EventLoop home;
    private @Nullable Thread thread;
    private boolean begun;
    private volatile boolean ended;

    /** The task that it runs as; null while it is suspended, and off a loop. */
    private volatile @Nullable LoopTask<?> task;

    // What of that task waits for the strand.
    private @Nullable LoopScope scope;
    private @Nullable Thread callingThread;
    private @Nullable Runnable callingContinuation;

    /** The strand's, while it is suspended on a loop. */
    private @Nullable Runnable continuation;

    /**
     * Makes one that has not begun.
     *
     * @param body what it runs; must not throw
     */
    public Strand(Runnable body) {
        this.body = body;
    }

    /**
     * Whether the calling code runs in this strand. Any thread.
     *
     * @return true if it does
     */
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /**
     * Whether its body has come to its end. Any thread.
     *
     * @return true once it has
     */
    public boolean ended() {
        return ended;
    }

    /**
     * The loop on which it goes on, and nowhere else.
     *
     * @return the loop; null if it has not begun, or began off a loop, or the loop was closed since
     */
    public @Nullable EventLoop home() {
        return home == null || home.isClosed() ? null : home;
    }

    /**
     * Runs it until it suspends itself or ends. No checkpoint by itself; but it may pass some. Only one thread at a
     * time may call this, and the strand itself may not.
     *
     * @throws IllegalStateException if it has begun on a loop that is open, and this is not called there
     */
    public void resume() {
        LoopTask<?> current = Loops.currentCoroutine();
        if (!begun) home = current == null ? null : current.loop;
        requireResumable(current);
        if (home != null && current != null && current.loop == home) resumeAs(current, home);
        else resumeOffLoop();
    }

    /**
     * Refuses where {@link #resume()} would.
     *
     * @throws IllegalStateException if it has begun on a loop that is open, and this is not called there
     */
    public void requireResumable() {
        requireResumable(Loops.currentCoroutine());
    }

    private void requireResumable(@Nullable LoopTask<?> current) {
        EventLoop only = home();
        if (only == null || (current != null && current.loop == only)) return;
        throw new IllegalStateException(
                "it has begun on " + only + ", and can go on only there, not in " + Thread.currentThread());
    }

    /**
     * Suspends the strand until it is resumed. To be called in it.
     *
     * @throws IllegalStateException if it has opened a cancel scope or a nursery that is still open
     */
    public void suspend() {
        LoopTask<?> as = task;
        if (as == null) {
            offLoop.handBack();
        } else if (as.scope() == scope) {
            leave(as);
        } else {
            // What the caller does next would happen inside that scope.
            throw new IllegalStateException("a cancel scope or a nursery must be left where it was entered:"
                    + " it cannot stay open while the caller goes on");
        }
        boolean interrupted = false;
        while (!takeTurn()) {
            LockSupport.park(this);
            if (Thread.interrupted()) interrupted = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private boolean takeTurn() {
        LoopTask<?> as = task;
        return as == null ? offLoop.hasTurn() : as.takeGrant(Thread.currentThread());
    }

    private void run() {
        body.run();
        ended = true;
        LoopTask<?> as = task;
        if (as == null) offLoop.handBack();
        else leave(as);
    }

    private void resumeOffLoop() {
        boolean first = !begun;
        Thread mine = thread;
        if (mine == null) thread = mine = offLoop.newThread(this::run);
        begun = true;
        offLoop.resume(mine, !first);
    }

    // -- as a task of a loop

    private void resumeAs(LoopTask<?> current, EventLoop loop) {
        Thread mine = thread;
        if (mine == null) thread = mine = loop.carrier.newThread(this::run);
        callingThread = current.thread;
        callingContinuation = current.continuation;
        scope = current.scope();
        task = current;
        current.thread = mine;
        current.continuation = continuation;
        current.resume = begun ? LoopTask.Resume.UNPARK : LoopTask.Resume.START;
        begun = true;
        loop.carrier.switchThread(current);
        Interrupts.parkUntilGranted(current, this);
    }

    private void leave(LoopTask<?> as) {
        continuation = as.continuation;
        as.thread = callingThread;
        as.continuation = callingContinuation;
        as.resume = LoopTask.Resume.UNPARK;
        task = null;
        scope = null;
        callingThread = null;
        callingContinuation = null;
        as.loop.carrier.switchThread(as);
    }

    @Override
    public String toString() {
        return "what a generator does";
    }
}
