package dev.tuliptree.combine;

import dev.tuliptree.Body;
import dev.tuliptree.ThreadOptions;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.WorkerThreads;
import dev.tuliptree.sync.CapacityLimiter;
import org.jspecify.annotations.Nullable;

/** Runs blocks in other threads. */
public final class ToThread {
    private ToThread() {}

    /**
     * See {@link dev.tuliptree.Async#toThread(ThreadOptions, Body)}.
     *
     * @param options how
     * @param body the block
     * @param <T> the type of its value
     * @param <X> what it may throw
     * @return its value
     * @throws X as the block does
     */
    public static <T extends @Nullable Object, X extends Exception> T run(ThreadOptions options, Body<T, X> body)
            throws X {
        CapacityLimiter limiter = options.limiter();
        if (limiter == null) return WorkerThreads.run(options.executor(), options.abandonOnCancel(), body, () -> {});
        EventLoop loop = EventLoop.current();
        // The block is the borrower: a task that has abandoned one may run another.
        Object borrower = new Object();
        limiter.acquireOnBehalfOf(borrower);
        return WorkerThreads.run(options.executor(), options.abandonOnCancel(), body, () -> {
            if (!loop.isClosed()) loop.callSoonThreadsafe(() -> limiter.releaseOnBehalfOf(borrower));
        });
    }
}
