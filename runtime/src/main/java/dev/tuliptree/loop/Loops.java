package dev.tuliptree.loop;

import org.jspecify.annotations.Nullable;

/**
 * Which loop, and which task, the calling thread belongs to.
 *
 * <p>A thread-local would cost every coroutine a map of its own. Instead each running loop publishes the thread that
 * has its turn, and the caller looks for itself among the few loops there are. The field is read without
 * synchronization by threads of other loops, which is sound: a thread can find itself there only if it was put there
 * before it was given its turn, and whatever other value is read is some other thread.
 */
final class Loops {
    private static volatile EventLoop[] running = {};

    private Loops() {}

    static synchronized void add(EventLoop loop) {
        EventLoop[] longer = new EventLoop[running.length + 1];
        System.arraycopy(running, 0, longer, 0, running.length);
        longer[running.length] = loop;
        running = longer;
    }

    static synchronized void remove(EventLoop loop) {
        EventLoop[] before = running;
        EventLoop[] shorter = new EventLoop[before.length - 1];
        int kept = 0;
        for (EventLoop other : before) if (other != loop) shorter[kept++] = other;
        running = shorter;
    }

    /** The loops that run now. Any thread; not to be changed. */
    static EventLoop[] running() {
        return running;
    }

    /** The coroutine the calling thread is, callbacks' included, or null. */
    static @Nullable LoopTask<?> currentCoroutine() {
        Thread me = Thread.currentThread();
        for (EventLoop loop : running) {
            if (loop.currentThread == me) return loop.current;
        }
        return null;
    }

    /** The task the calling thread is, or null. */
    static @Nullable LoopTask<?> currentTask() {
        LoopTask<?> current = currentCoroutine();
        return current == null || current.runsCallbacks() ? null : current;
    }

    /** The task the calling thread is. */
    static LoopTask<?> requireTask() {
        LoopTask<?> current = currentCoroutine();
        if (current != null && !current.runsCallbacks()) return current;
        throw new IllegalStateException(
                current == null
                        ? "no task is running in " + Thread.currentThread()
                                + ": call this from a coroutine, inside run(...) or a task"
                        : "a callback cannot suspend: start a task with createTask(...) from it");
    }

    /** The loop the calling thread belongs to, or null. */
    static @Nullable EventLoop currentLoop() {
        Thread me = Thread.currentThread();
        for (EventLoop loop : running) {
            if (loop.currentThread == me || loop.thread() == me) return loop;
        }
        return null;
    }
}
