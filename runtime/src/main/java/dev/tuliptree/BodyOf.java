package dev.tuliptree;

import org.jspecify.annotations.Nullable;

/**
 * A block of code that runs inline, is handed what it works with, and returns a value.
 *
 * @param <A> what the block is handed: a nursery, a cancel scope
 * @param <T> the type of the value
 * @param <X> the checked exception the block may throw; {@link RuntimeException} where it throws none
 */
@FunctionalInterface
public interface BodyOf<A, T extends @Nullable Object, X extends Exception> {
    /**
     * Runs the block.
     *
     * @param argument what the block works with
     * @return its value
     * @throws X as the block does
     */
    T run(A argument) throws X;
}
