package dev.tuliptree.bench.load;

/**
 * When each of many requests at a constant rate is due. The times do not move when something takes long: what could not
 * be done then is due still, at the time at which it was.
 */
final class Pace {
    private final long begin;
    private final double perSecond;
    private long taken;

    /**
     * Begins.
     *
     * @param begin when the first is due, as {@link System#nanoTime} says it
     * @param perSecond how many are due in a second
     */
    Pace(long begin, double perSecond) {
        if (!(perSecond > 0)) throw new IllegalArgumentException("a rate is positive, not " + perSecond);
        this.begin = begin;
        this.perSecond = perSecond;
    }

    /** When the next one is due. */
    long next() {
        // From the beginning each time, so that what is rounded off does not add up.
        return begin + (long) (taken * (1e9 / perSecond));
    }

    /** Moves on to the one after. */
    void take() {
        taken++;
    }
}
