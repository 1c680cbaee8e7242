package dev.tuliptree.sync;

/**
 * A semaphore that refuses to be released more often than it was acquired, which is mostly a mistake. After asyncio's
 * {@code BoundedSemaphore}.
 */
public final class BoundedSemaphore extends Semaphore {
    /**
     * Makes a semaphore.
     *
     * @param permits how many permits there are at first and at most, at least 0
     */
    public BoundedSemaphore(int permits) {
        super(permits, permits);
    }
}
