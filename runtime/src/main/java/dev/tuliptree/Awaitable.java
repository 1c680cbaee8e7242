package dev.tuliptree;

import org.jspecify.annotations.Nullable;

/**
 * Something whose result can be awaited.
 *
 * @param <T> the type of the result
 */
public interface Awaitable<T extends @Nullable Object> {
    /**
     * Suspends the calling task until the result is there. A checkpoint. Loop thread only.
     *
     * <p>Cancelling the caller ends the wait and leaves what was awaited as it is.
     *
     * @return the result
     * @throws java.util.concurrent.CancellationException if what was awaited was itself cancelled: the caller was not,
     *     so this is no {@link Cancelled}
     * @throws Cancelled if the caller was cancelled
     */
    T await();
}
