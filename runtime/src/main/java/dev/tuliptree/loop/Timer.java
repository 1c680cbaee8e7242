package dev.tuliptree.loop;

/** Something due at a point in time; knows its place in the {@link TimerHeap}, so that taking it back is cheap. */
abstract class Timer {
    /** The point in time of a timer that is never due. */
    static final long NEVER = Long.MAX_VALUE;

    /** Nanoseconds of the engine's clock. */
    long when = NEVER;

    /** Tells apart timers due at the same time: the one set first fires first. */
    long sequence;

    /** Where it is in the heap, or -1. */
    int index = -1;

    /** It is due. Runs on the bare loop thread. */
    abstract void fire();
}
