package dev.tuliptree.live;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.sleepUntil;

/**
 * Lets so many things happen in a second, on average: as many at once after a time of quiet, and then each when its
 * time has come. Loop thread only.
 */
final class Rate {
    private final long interval;
    private final long burst;
    /** When all that has happened would have happened, one after the other. */
    private long until = loop().nanoTime();

    Rate(int perSecond) {
        interval = 1_000_000_000L / perSecond;
        burst = interval * (perSecond - 1);
    }

    /** Waits until one more may happen; does not suspend if it may at once. */
    void await() {
        long now = loop().nanoTime();
        if (until - now < 0) until = now;
        long begin = until - burst;
        until += interval;
        if (begin - now > 0) sleepUntil(begin);
    }
}
