package dev.tuliptree;

import org.jspecify.annotations.Nullable;

/**
 * Code that may suspend and returns a result: what {@link Async#run}, {@link Async#createTask} and
 * {@link Nursery#start} take. Nothing runs before it is given to one of them.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface Coroutine<T extends @Nullable Object> {
    /**
     * Runs the coroutine to its end, on the loop thread of the task that runs it.
     *
     * @return the result
     * @throws Exception whatever the coroutine fails with
     */
    T run() throws Exception;
}
