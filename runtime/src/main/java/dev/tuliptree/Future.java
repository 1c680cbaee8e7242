package dev.tuliptree;

import dev.tuliptree.loop.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A result that is not there yet, and belongs to one event loop. Made by {@link EventLoop#createFuture()}; somebody
 * sets its result or exception once, any number of tasks await it. After asyncio's {@code Future}.
 *
 * <p>Loop thread only, except for {@link #loop()} and {@link #name()}; another thread sets a result through
 * {@link EventLoop#callSoonThreadsafe(Runnable)}. Implemented by the loop alone.
 *
 * @param <T> the type of the result
 */
public interface Future<T extends @Nullable Object> extends Awaitable<T> {
    /**
     * The loop it belongs to. Any thread.
     *
     * @return the loop
     */
    EventLoop loop();

    /**
     * Whether the outcome is there: a result, an exception or a cancellation. Not a checkpoint.
     *
     * @return true once it is
     */
    boolean done();

    /**
     * Whether it ended by being cancelled. Not a checkpoint.
     *
     * @return true once it has
     */
    boolean cancelled();

    /**
     * The result, without waiting. Not a checkpoint.
     *
     * @return the result
     * @throws IllegalStateException if it is not done
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    T result();

    /**
     * What it failed with, without waiting; counts as having looked at the failure. Not a checkpoint.
     *
     * @return the exception, or null if it has a result
     * @throws IllegalStateException if it is not done
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    @Nullable
    Throwable exception();

    /**
     * Sets the result and wakes whoever awaits it. Not a checkpoint.
     *
     * @param result the result
     * @throws IllegalStateException if it is done already, or is a task
     */
    void setResult(T result);

    /**
     * Sets the failure and wakes whoever awaits it. Not a checkpoint.
     *
     * @param exception what it failed with
     * @throws IllegalStateException if it is done already, or is a task
     */
    void setException(Throwable exception);

    /**
     * Cancels it: see {@link #cancel(String)}.
     *
     * @return false if it was done already
     */
    default boolean cancel() {
        return cancel("cancel() was called");
    }

    /**
     * Cancels it. A future is cancelled at once. A task is asked to: every checkpoint it comes to from now on raises
     * {@link Cancelled}, and it is {@link #cancelled()} once it has ended with that. Not a checkpoint.
     *
     * @param reason why, for whoever reads the trace
     * @return false if it was done already
     */
    boolean cancel(String reason);

    /**
     * Has the loop call back when it is done, soon if it is already; in the order they were added. Not a checkpoint.
     *
     * @param callback what to call, with this future
     */
    void addDoneCallback(Consumer<? super Future<T>> callback);

    /**
     * Takes back every registration of a callback that has not been scheduled yet.
     *
     * @param callback what was given to {@link #addDoneCallback}
     * @return how many were removed
     */
    int removeDoneCallback(Consumer<? super Future<T>> callback);

    /**
     * What it is called where somebody waits for it: in dumps, in messages. Any thread.
     *
     * @return the name it was given, or a word on what it is
     */
    String name();

    /**
     * The outcome for other threads and libraries, which may wait for it, block for it, or go on from it. It counts as
     * having been looked at. Cancelling what is returned cancels this future. Not a checkpoint.
     *
     * @return a future of the JDK's, completed through the loop once this one is done
     */
    CompletableFuture<T> toCompletableFuture();
}
