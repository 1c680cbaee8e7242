package dev.tuliptree;

import dev.tuliptree.sync.CapacityLimiter;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How {@link Async#toThread(ThreadOptions, Body)} treats its block. After Trio's {@code to_thread.run_sync}.
 *
 * @param limiter what limits how many such blocks run at once, besides the number of threads; null for nothing. Its
 *     token is given back when the block has ended, even if nobody waits for it any more.
 * @param abandonOnCancel whether a task that is cancelled stops waiting at once, and leaves the block to run to its end
 *     unheard; else it waits for the block's end
 * @param executor whose threads run the block; null for those of the loop's default executor
 */
public record ThreadOptions(
        @Nullable CapacityLimiter limiter,
        boolean abandonOnCancel,
        @Nullable Executor executor) {
    /** No limiter; the block is waited for; in threads of the loop's default executor. */
    public static final ThreadOptions DEFAULT = new ThreadOptions(null, false, null);

    /**
     * The same with a limiter.
     *
     * @param limiter what limits how many such blocks run at once
     * @return the options
     */
    public ThreadOptions limiter(CapacityLimiter limiter) {
        return new ThreadOptions(limiter, abandonOnCancel, executor);
    }

    /**
     * The same with the choice what a cancellation does.
     *
     * @param abandonOnCancel whether a task that is cancelled stops waiting at once
     * @return the options
     */
    public ThreadOptions abandonOnCancel(boolean abandonOnCancel) {
        return new ThreadOptions(limiter, abandonOnCancel, executor);
    }

    /**
     * The same in the threads of another executor.
     *
     * @param executor whose threads run the block
     * @return the options
     */
    public ThreadOptions executor(Executor executor) {
        return new ThreadOptions(limiter, abandonOnCancel, executor);
    }
}
