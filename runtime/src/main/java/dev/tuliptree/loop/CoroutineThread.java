package dev.tuliptree.loop;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread that runs one coroutine after the other, each from its beginning to its end. Starting and ending a
 * virtual thread takes longer than most small coroutines do; handing it on takes nothing, if the next coroutine in the
 * queue has not begun, and a switch otherwise.
 *
 * <p>No coroutine may find out that another one had its thread. So what that one has left in the thread is wiped off,
 * and a thread it has given a name, a handler or the like is not handed on. One thing cannot be helped, as with any
 * pool: who keeps a {@link Thread} beyond the end of its task, and interrupts it then, hits somebody else.
 */
final class CoroutineThread implements Runnable {
    private final MountingCarrier carrier;
    private final Thread thread;

    /** What the JDK schedules; null until it has done so once. */
    @Nullable
    Runnable continuation;

    private @Nullable LoopTask<?> task;
    private boolean dismissed;

    CoroutineThread(MountingCarrier carrier) {
        this.carrier = carrier;
        thread = carrier.newThread(this);
    }

    Thread thread() {
        return thread;
    }

    /** Has it run a task next. Called when it is new or idle, before it is started or unparked. */
    void employ(LoopTask<?> next) {
        task = next;
    }

    /** Has it end, if it is idle. */
    void dismiss() {
        dismissed = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        LoopTask<?> first = task;
        if (first == null) return;
        task = null;
        first.run();
        runMore();
    }

    /** Not part of {@link #run}, whose frame waits with its first task: see {@link LoopTask#suspend}. */
    private void runMore() {
        for (LoopTask<?> next = nextTask(); next != null; next = nextTask()) {
            task = null;
            next.run();
        }
    }

    private @Nullable LoopTask<?> nextTask() {
        return wiped() ? carrier.nextFor(this) : null;
    }

    /** Waits for a task. Called by the thread itself. */
    @Nullable
    LoopTask<?> awaitTask() {
        while (task == null && !dismissed) LockSupport.park(this);
        return task;
    }

    /** Makes the thread as good as new; returns false if that cannot be done. */
    private boolean wiped() {
        if (!VirtualThreads.clearThreadLocals(thread)) return false;
        Thread.interrupted();
        return carrier.isAsStarted(thread);
    }

    @Override
    public String toString() {
        return "the next task";
    }
}
