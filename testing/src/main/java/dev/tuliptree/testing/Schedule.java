package dev.tuliptree.testing;

import dev.tuliptree.loop.LoopOptions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One of the ways in which a {@link LoopTest} is run.
 *
 * @param carrier how coroutines get onto the loop's thread
 * @param seed what shuffles the order of ready tasks; null for first come, first served
 */
record Schedule(LoopOptions.CarrierKind carrier, @Nullable Long seed) {
    LoopOptions options() {
        LoopOptions options = LoopOptions.DEFAULT.carrier(carrier).handleSignals(false);
        return seed == null ? options : options.seed(seed);
    }

    private String carrierName() {
        return carrier.name().toLowerCase(Locale.ROOT);
    }

    /** How to run a test this way alone. */
    String replay() {
        return "-D" + LoopOptions.CarrierKind.PROPERTY + "=" + carrierName() + " -D" + Schedules.SEED + "="
                + (seed == null ? Schedules.NO_SEED : seed);
    }

    @Override
    public String toString() {
        return carrierName() + ", " + (seed == null ? "in order" : "seed " + seed);
    }
}
