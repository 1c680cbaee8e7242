package dev.tuliptree.testing;

import java.util.random.RandomGenerator;

/** Numbers from 0 to 1 that say how likely something is. */
final class Chance {
    private Chance() {}

    static void require(String what, double chance) {
        if (chance >= 0 && chance <= 1) return;
        throw new IllegalArgumentException(what + " is how likely something is, from 0 to 1, not " + chance);
    }

    /** Never, seldom, or often: a world in which everything happens a little is like any other such world. */
    static double drawn(RandomGenerator random, double seldom, double often) {
        return switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> seldom;
            default -> often;
        };
    }

    /** A number from one to another, of small ones as many as of great ones. */
    static long ofAnySize(RandomGenerator random, long least, long most) {
        return Math.round(least * Math.pow((double) most / least, random.nextDouble()));
    }
}
