package dev.tuliptree.loop;

import org.jspecify.annotations.Nullable;

/** The thread that turns a loop: which one it is, how it comes and goes, and who is mistaken for it. */
abstract sealed class LoopThread permits Turns {
    /** The one that turns the loop, or did last, or opened it. */
    volatile Thread thread = Thread.currentThread();

    volatile boolean running;
    volatile boolean closed;
    private boolean interrupted;

    /** That of the coroutine which has its turn; null in between. {@link Loops} reads it from anywhere. */
    @Nullable
    Thread currentThread;

    /** All that is part of a loop is a loop. */
    final EventLoop self() {
        return (EventLoop) this;
    }

    /**
     * Whether a thread turns the loop now. One that did so last, and is not inside the loop any more, is a thread like
     * any other: somebody else may be turning or closing the loop by now. Any thread.
     */
    final boolean isTurnedBy(Thread caller) {
        // In this order: whoever turns it next sets its thread first.
        return running && caller == thread;
    }

    /** Makes the calling thread the one of a loop that is to turn. */
    final void enter() {
        if (closed) throw new IllegalStateException("the loop is closed");
        if (running) throw new IllegalStateException("the loop is running already");
        if (Loops.currentLoop() != null) {
            throw new IllegalStateException(
                    "this thread runs a loop already: call the coroutine instead of running it");
        }
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a loop runs on a platform thread, and this is a virtual one");
        }
        thread = Thread.currentThread();
        running = true;
        takeInterrupt();
        Loops.add(self());
        Watchdog.loopBegins();
    }

    /** The loop turns no more, for now. */
    final void exit() {
        Loops.remove(self());
        running = false;
        if (interrupted) Thread.currentThread().interrupt();
        interrupted = false;
    }

    /**
     * An interrupt of the loop's thread concerns whoever called the loop, later. Until then it is kept here, because
     * with it no wait would wait, and the loop would spin.
     */
    final void takeInterrupt() {
        if (Thread.interrupted()) interrupted = true;
    }

    /** Refuses calls from threads that are not the loop's. */
    final void checkThread(String what) {
        Thread caller = Thread.currentThread();
        if (caller == currentThread || caller == thread || !running) return;
        throw new IllegalStateException(what + " was called in " + caller.getName()
                + ", not on the loop's thread: use callSoonThreadsafe(...) from other threads");
    }
}
