package dev.tuliptree;

import org.jspecify.annotations.Nullable;

/**
 * A block of code that runs inline and returns a value; the checked exception it may throw passes through the method it
 * is given to.
 *
 * @param <T> the type of the value
 * @param <X> the checked exception the block may throw; {@link RuntimeException} where it throws none
 */
@FunctionalInterface
public interface Body<T extends @Nullable Object, X extends Exception> {
    /**
     * Runs the block.
     *
     * @return its value
     * @throws X as the block does
     */
    T run() throws X;
}
