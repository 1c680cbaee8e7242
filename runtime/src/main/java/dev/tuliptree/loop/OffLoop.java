package dev.tuliptree.loop;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How a strand and a thread that is no task of a loop hand over to each other. One of them runs; the other is parked.
 *
 * <p>Where the JDK lets us schedule virtual threads, a platform thread that resumes a strand mounts it itself, see
 * {@link Stepper}; this is then the strand's scheduler. Elsewhere the JDK's own scheduler runs the strand.
 */
final class OffLoop implements Executor {
    private static final ThreadFactory THREADS =
            Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

    /** In a strand that this schedules: this. */
    private static final ThreadLocal<@Nullable OffLoop> SCHEDULING = new ThreadLocal<>();

    private volatile boolean turn;
    private volatile @Nullable Stepper stepper;
    private @Nullable Thread strand;
    private @Nullable Thread caller;
    private boolean interrupted;

    /** Makes the thread of a strand that the calling thread is about to resume. */
    Thread newThread(Runnable body) {
        Context context = Context.current();
        boolean scheduled = stepperHere() != null;
        ThreadFactory threads = scheduled ? VirtualThreads.on(this) : THREADS;
        return threads.newThread(() -> {
            Context.setCurrent(context);
            if (scheduled) SCHEDULING.set(this);
            body.run();
        });
    }

    /** What runs strands for the calling thread: itself, or what runs the strand that it is; null for the JDK. */
    private static @Nullable Stepper stepperHere() {
        if (VirtualThreads.obstacle() != null) return null;
        if (!Thread.currentThread().isVirtual()) return Stepper.ofThisThread();
        OffLoop around = SCHEDULING.get();
        return around == null ? null : around.stepper;
    }

    /** Whether it is the strand's turn, not the caller's. Any thread. */
    boolean hasTurn() {
        return turn;
    }

    /** Runs the strand until it hands back. Called by whoever resumes it. */
    void resume(Thread thread, boolean begun) {
        Thread me = Thread.currentThread();
        Stepper runner = stepperHere();
        Stepper mine = me.isVirtual() ? null : runner;
        if (mine != null) mine.begin();
        strand = thread;
        caller = me;
        stepper = runner;
        turn = true;
        if (begun) LockSupport.unpark(thread);
        else thread.start();
        if (mine != null) {
            mine.runUntilHandedBack(this);
        } else {
            while (turn) {
                LockSupport.park(this);
                passInterruptOn();
            }
        }
        stepper = null;
        if (interrupted) me.interrupt();
        interrupted = false;
    }

    /** To the caller, resuming is an ordinary call: what is interrupted is what it calls. */
    void passInterruptOn() {
        Thread running = strand;
        if (running != null && Thread.interrupted()) running.interrupt();
    }

    /** Makes it the caller's turn. Called by the strand. */
    void handBack() {
        Thread waiting = Objects.requireNonNull(caller);
        Stepper runner = stepper;
        caller = null;
        interrupted = Thread.interrupted();
        turn = false;
        if (runner != null && !waiting.isVirtual()) runner.wake();
        else LockSupport.unpark(waiting);
    }

    @Override
    public void execute(Runnable continuation) {
        Stepper runner = stepper;
        if (runner == null) Stepper.elsewhere(continuation);
        else runner.submit(continuation);
    }

    @Override
    public String toString() {
        return "what a generator does";
    }
}
