package dev.tuliptree;

/**
 * A block of code that runs inline and returns nothing; the checked exception it may throw passes through the method it
 * is given to.
 *
 * @param <X> the checked exception the block may throw; {@link RuntimeException} where it throws none
 */
@FunctionalInterface
public interface Action<X extends Exception> {
    /**
     * Runs the block.
     *
     * @throws X as the block does
     */
    void run() throws X;
}
