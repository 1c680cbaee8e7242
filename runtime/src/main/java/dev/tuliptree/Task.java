package dev.tuliptree;

import org.jspecify.annotations.Nullable;

/**
 * A coroutine that was started: it runs on its loop beside other tasks, and is owned by a {@link Nursery} or, when made
 * by {@link Async#createTask}, by its loop. After asyncio's {@code Task}. It is a {@link Future} whose outcome only its
 * coroutine sets.
 *
 * <p>Loop thread only, except for {@link #name()} and {@link #loop()}.
 *
 * @param <T> the type of the result
 */
public interface Task<T extends @Nullable Object> extends Future<T> {
    /**
     * The name it shows in traces and dumps. Any thread.
     *
     * @return the name, {@code task-N} unless given another
     */
    @Override
    String name();

    /**
     * Gives it another name.
     *
     * @param name the name
     * @return this task
     */
    Task<T> name(String name);

    /**
     * Whose nursery it belongs to.
     *
     * @return the task that opened the nursery; null if it belongs to its loop
     */
    @Nullable
    Task<?> parent();

    /**
     * Where it is: the methods it is in, the innermost first. Any thread. Not a checkpoint.
     *
     * @return the frames, those of the library included; none before its first turn and after its end
     */
    StackTraceElement[] stack();

    /**
     * What it is suspended at: a future, a lock, a socket. Not a checkpoint.
     *
     * @return the object, or null if it is not suspended
     */
    @Nullable
    Object awaiting();

    /**
     * When it was started. Any thread.
     *
     * @return nanoseconds of the loop's clock, when the round of the loop began in which it was started
     */
    long startedAt();

    /**
     * Why it is cancelled at the place where it is now: its next checkpoint raises {@link Cancelled} with this, or has
     * done so already. Not a checkpoint.
     *
     * @return the reason, or null if it is not cancelled, or is inside a shield
     */
    @Nullable
    CancelReason cancelReason();
}
