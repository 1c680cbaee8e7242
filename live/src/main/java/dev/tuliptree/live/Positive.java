package dev.tuliptree.live;

import java.time.Duration;

/**
 * What limits have in common: they are positive. In a class of its own, lest the defaults of one need those of another.
 */
final class Positive {
    private Positive() {}

    static void check(long value, String name) {
        if (value <= 0) throw new IllegalArgumentException(name + " is not positive, but " + value);
    }

    static void check(Duration value, String name) {
        if (!value.isPositive()) throw new IllegalArgumentException(name + " is not positive, but " + value);
    }
}
