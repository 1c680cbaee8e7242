package dev.tuliptree;

import org.jspecify.annotations.Nullable;

/**
 * What became of a coroutine.
 *
 * @param <T> the type of its result
 */
public sealed interface Outcome<T extends @Nullable Object> {
    /**
     * It returned.
     *
     * @param result what it returned
     * @param <T> the type of the result
     */
    record Success<T extends @Nullable Object>(T result) implements Outcome<T> {}

    /**
     * It threw.
     *
     * @param exception what it threw
     * @param <T> the type of the result it has not
     */
    record Failure<T extends @Nullable Object>(Throwable exception) implements Outcome<T> {}

    /**
     * It was cancelled.
     *
     * @param reason why
     * @param <T> the type of the result it has not
     */
    record Stopped<T extends @Nullable Object>(String reason) implements Outcome<T> {}
}
