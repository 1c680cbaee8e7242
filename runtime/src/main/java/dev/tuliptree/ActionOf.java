package dev.tuliptree;

/**
 * A block of code that runs inline, is handed what it works with, and returns nothing.
 *
 * @param <A> what the block is handed: a nursery, a cancel scope, a stream
 * @param <X> the checked exception the block may throw; {@link RuntimeException} where it throws none
 */
@FunctionalInterface
public interface ActionOf<A, X extends Exception> {
    /**
     * Runs the block.
     *
     * @param argument what the block works with
     * @throws X as the block does
     */
    void run(A argument) throws X;
}
