package dev.tuliptree.loop;

import dev.tuliptree.Coroutine;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What a worker thread knows of the task it works for: how to run something on its loop, and whether it is cancelled.
 */
public final class HostLoop {
    private HostLoop() {}

    private static EventLoop host() {
        EventLoop host = Work.host();
        if (host == null) {
            throw new IllegalStateException(
                    "this thread works for no task: call this from a block given to toThread(...)");
        }
        return host;
    }

    /**
     * See {@link dev.tuliptree.Async#fromThread}.
     *
     * @param coroutine what to run on the loop
     * @param <T> the type of its result
     * @return its result
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static <T extends @Nullable Object> T run(Coroutine<T> coroutine) throws InterruptedException {
        try {
            EventLoop loop = host();
            return loop.runCoroutineThreadsafe(() -> run(loop, coroutine)).get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw Sneaky.rethrow(cause == null ? e : cause);
        }
    }

    /** Runs what the loop owes to the thread, and the thread meanwhile nothing to the loop. */
    private static <T extends @Nullable Object> T run(EventLoop loop, Coroutine<T> coroutine) throws Exception {
        loop.endForeign();
        try {
            return coroutine.run();
        } finally {
            loop.beginForeign();
        }
    }

    /** See {@link dev.tuliptree.Async#checkCancelled}. */
    public static void checkCancelled() {
        host();
        Work.throwIfCancelled();
    }
}
