package dev.tuliptree.live;

import java.time.Duration;

/**
 * How much state the server keeps for pages: see {@link State}.
 *
 * @param maxBytes of one page's names and values, as JSON in UTF-8
 * @param maxKept of how many pages that have left; of more, the state of those that left first is forgotten
 * @param keptFor how long after a page has left
 */
public record StateLimits(int maxBytes, int maxKept, Duration keptFor) {
    /** The limits used unless others are given: 16 KiB, 1000 pages, 5 minutes. */
    public static final StateLimits DEFAULT = new StateLimits(16 * 1024, 1000, Duration.ofMinutes(5));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public StateLimits {
        Positive.check(maxBytes, "maxBytes");
        Positive.check(maxKept, "maxKept");
        Positive.check(keptFor, "keptFor");
    }
}
