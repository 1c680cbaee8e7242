package dev.tuliptree.loop;

import dev.tuliptree.Body;
import dev.tuliptree.Cancelled;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Work that another thread does for a loop, in the context of whoever asked for it. It is done once, unless it was
 * prevented before it began.
 *
 * @param <T> the type of its value
 */
final class Work<T extends @Nullable Object> implements Runnable {
    /** What the calling thread is at, for {@link #throwIfCancelled}. */
    private static final ThreadLocal<@Nullable Work<?>> RUNNING = new ThreadLocal<>();

    private final EventLoop loop;
    private final Body<T, ?> body;
    private final Runnable whenDone;
    private final Context context = Context.current();

    /** Set by the one who gets there first: the thread that does the work, or whoever prevents it. */
    private final AtomicBoolean decided = new AtomicBoolean();

    /** What to raise in the thread, once nobody wants the work any more. */
    private volatile @Nullable Cancelled cancelled;

    @Nullable
    T result;

    @Nullable
    Throwable failure;

    /**
     * Describes work.
     *
     * @param loop the loop it is done for
     * @param body what to do
     * @param whenDone called by the thread that has done it
     */
    Work(EventLoop loop, Body<T, ?> body, Runnable whenDone) {
        this.loop = loop;
        this.body = body;
        this.whenDone = whenDone;
    }

    @Override
    public void run() {
        if (!decided.compareAndSet(false, true)) return;
        // The thread may be anybody's, and be at something: even the loop's, if an executor runs work where it is.
        Context contextBefore = Context.current();
        Work<?> workBefore = RUNNING.get();
        Context.setCurrent(context);
        RUNNING.set(this);
        try {
            result = body.run();
        } catch (Throwable e) {
            failure = e;
        } finally {
            if (workBefore == null) RUNNING.remove();
            else RUNNING.set(workBefore);
            Context.setCurrent(contextBefore);
        }
        whenDone.run();
    }

    /** Sees to it that the work is not done; false if it has begun. Any thread. */
    boolean prevent() {
        return decided.compareAndSet(false, true);
    }

    /** Lets work that has begun know that nobody wants it any more. Any thread. */
    void tell(Cancelled why) {
        cancelled = why;
    }

    /** The loop that the calling thread works for, or null. */
    static @Nullable EventLoop host() {
        Work<?> work = RUNNING.get();
        return work == null ? null : work.loop;
    }

    /** Notices, in the thread that does the work, that nobody wants it any more. */
    static void throwIfCancelled() {
        Work<?> work = RUNNING.get();
        Cancelled cancelled = work == null ? null : work.cancelled;
        if (cancelled != null) throw cancelled;
    }
}
