package dev.tuliptree;

import org.jspecify.annotations.Nullable;

/**
 * Owns the tasks that were started in it: the block that opened it ({@link Async#nursery}) ends when its body and all
 * of them have ended. After Trio's nurseries.
 *
 * <p>When the body or a child fails, the others are cancelled, and when all have ended the block throws every failure
 * as one {@link ExceptionGroup}. A child that is cancelled does not count as a failure.
 *
 * <p>Loop thread only; children may be started from any task of the loop for as long as the block is open.
 */
public interface Nursery {
    /**
     * Starts a child; it has its first turn after the caller's next checkpoint. Not a checkpoint.
     *
     * @param coroutine what the child runs
     * @param <T> the type of its result
     * @return the child
     * @throws IllegalStateException if the nursery's block has ended
     */
    <T extends @Nullable Object> Task<T> start(Coroutine<T> coroutine);

    /**
     * Starts a child that has no result; otherwise as {@link #start(Coroutine)}.
     *
     * @param action what the child runs
     * @return the child
     */
    Task<@Nullable Void> start(Action<Exception> action);

    /**
     * Starts a child and suspends until it says that it is ready: a server that listens, a connection that stands.
     * Until then the child belongs to the caller: its failure is thrown here, as it is, and cancelling the caller
     * cancels it. From then on it is a child of this nursery. A checkpoint. After Trio's {@code start}.
     *
     * @param child what the child runs; it is handed what it says it is ready with
     * @param <V> the type of what it hands back when it is ready
     * @return what it handed back
     * @throws IllegalStateException if the child ended without saying that it is ready
     */
    <V extends @Nullable Object> V startAndAwaitReady(ActionOf<? super Starting<V>, Exception> child);

    /**
     * Starts a service: a child that helps the others, and is cancelled when the body and all children that are no
     * services have ended. Otherwise as {@link #start(Action)}: a service that fails fails the nursery.
     *
     * @param service what the child runs
     * @return the child
     */
    Task<@Nullable Void> startService(Action<Exception> service);

    /**
     * Handed to a child of {@link #startAndAwaitReady}.
     *
     * @param <V> the type of what the child hands back
     */
    @FunctionalInterface
    interface Starting<V extends @Nullable Object> {
        /**
         * The child is ready. Not a checkpoint.
         *
         * @param value what to hand back to the one who started the child
         * @throws IllegalStateException if called a second time
         */
        void started(V value);
    }

    /**
     * The scope around the body and the children.
     *
     * @return the scope
     */
    CancelScope scope();

    /** Cancels the body and the children; the block then ends without a failure. Not a checkpoint. */
    default void cancel() {
        cancel("the nursery was cancelled");
    }

    /**
     * Cancels the body and the children; the block then ends without a failure. Not a checkpoint.
     *
     * @param reason why, for whoever reads the trace
     */
    default void cancel(String reason) {
        scope().cancel(reason);
    }
}
