package dev.tuliptree.tests;

import static dev.tuliptree.Async.loop;

import java.time.Duration;

/** What tests on the virtual clock say often. */
public final class Moments {
    private Moments() {}

    /** How much time has passed since the test began. */
    public static Duration now() {
        return Duration.ofNanos(loop().nanoTime());
    }

    /** Lets everything happen that can happen now. */
    public static void settle() {
        loop().waitAllTasksBlocked();
    }
}
