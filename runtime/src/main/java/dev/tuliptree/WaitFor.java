package dev.tuliptree;

/** When {@link Async#waitUntil} stops waiting. */
public enum WaitFor {
    /** When every future is done. */
    ALL_COMPLETED,
    /** When at least one future is done. */
    FIRST_COMPLETED,
    /** When a future has failed, or all are done. A cancelled one has not failed. */
    FIRST_EXCEPTION
}
