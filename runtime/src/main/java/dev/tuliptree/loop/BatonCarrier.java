package dev.tuliptree.loop;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The portable carrier: coroutines are ordinary virtual threads of the JDK's own scheduler, and whoever holds the baton
 * runs. A coroutine that ends its turn passes the baton to the next one in the queue itself; the loop's thread gets it
 * only when the queue is empty or the round is over. So two coroutines switch without a detour through a platform
 * thread.
 *
 * <p>What one holder wrote the next one sees, as passing the baton is a release and taking it an acquire.
 *
 * <p>A coroutine that blocks in a call that is none of ours keeps the baton, so here, unlike on the
 * {@link MountingCarrier}, it holds up the loop.
 */
final class BatonCarrier extends Carrier {
    private static final ThreadFactory THREADS =
            Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

    private final EventLoop loop;

    /** Whether the loop's thread holds the baton. */
    private volatile boolean home = true;

    BatonCarrier(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    void run(LoopTask<?> task) {
        home = false;
        passTo(task);
        while (!home) {
            LockSupport.park(this);
            loop.takeInterrupt();
        }
    }

    private void passTo(LoopTask<?> task) {
        Thread thread = task.thread;
        boolean begun = thread != null;
        if (thread == null) {
            thread = THREADS.newThread(task);
            task.thread = thread;
        }
        take(task, thread);
        task.grant();
        if (begun) {
            LockSupport.unpark(thread);
        } else {
            thread.start();
        }
    }

    private void take(LoopTask<?> task, Thread thread) {
        loop.current = task;
        loop.currentThread = thread;
        task.phase = LoopTask.Phase.RUNNING;
        loop.countStep();
    }

    /** Passes the baton on; returns true if the caller is next itself and keeps it. */
    private boolean passOn(@Nullable LoopTask<?> self) {
        LoopTask<?> next = loop.next();
        if (next == null) {
            loop.current = null;
            loop.currentThread = null;
            Thread loopThread = loop.thread();
            home = true;
            LockSupport.unpark(loopThread);
        } else if (next == self) {
            take(next, Thread.currentThread());
            return true;
        } else {
            passTo(next);
        }
        return false;
    }

    @Override
    void park(LoopTask<?> task, Object blocker) {
        if (!passOn(task)) Interrupts.parkUntilGranted(task, blocker);
    }

    @Override
    void yield(LoopTask<?> task) {
        if (!passOn(task)) Interrupts.parkUntilGranted(task, task);
    }

    @Override
    Thread newThread(Runnable body) {
        return THREADS.newThread(body);
    }

    @Override
    void switchThread(LoopTask<?> task) {
        Thread thread = Objects.requireNonNull(task.thread);
        loop.currentThread = thread;
        if (task.resume == LoopTask.Resume.START) {
            thread.start();
        } else {
            task.grant();
            LockSupport.unpark(thread);
        }
    }

    @Override
    void ended() {
        passOn(null);
    }

    @Override
    LoopTask<?> claim(Runnable continuation) {
        throw new IllegalStateException("the JDK hands no continuations to this carrier");
    }

    @Override
    boolean hasBlocked() {
        return false;
    }

    @Override
    void close() {}
}
