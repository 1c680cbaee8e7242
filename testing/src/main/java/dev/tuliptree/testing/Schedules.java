package dev.tuliptree.testing;

import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.loop.LoopOptions.CarrierKind;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Under which schedules a test is run. See {@link LoopTest} for what can be set. */
final class Schedules {
    /** The one seed to use, or {@link #NO_SEED}. */
    static final String SEED = "tuliptree.test.seed";

    /** How many seeded schedules to run. */
    static final String COUNT = "tuliptree.test.schedules";

    /** Instead of a seed: first come, first served. */
    static final String NO_SEED = "none";

    private static final Set<CarrierKind> AVAILABLE = available();

    private Schedules() {}

    static List<Schedule> of(Method method, LoopTest test) {
        List<Schedule> schedules = new ArrayList<>();
        for (CarrierKind carrier : test.carriers()) {
            if (!AVAILABLE.contains(carrier)) continue;
            for (Long seed : seeds(method, test.schedules())) schedules.add(new Schedule(carrier, seed));
        }
        return schedules;
    }

    /** The one seed that was given, or 0. */
    static long givenSeed() {
        return isSeedGiven() ? Long.parseLong(System.getProperty(SEED)) : 0;
    }

    static boolean isSeedGiven() {
        return !System.getProperty(SEED, NO_SEED).equals(NO_SEED);
    }

    /** The fastest first. */
    static List<CarrierKind> availableCarriers() {
        return List.copyOf(AVAILABLE);
    }

    private static List<@Nullable Long> seeds(Method method, int askedFor) {
        List<@Nullable Long> seeds = new ArrayList<>();
        String given = System.getProperty(SEED);
        if (given != null) {
            seeds.add(given.equals(NO_SEED) ? null : Long.valueOf(given));
            return seeds;
        }
        seeds.add(null);
        int count = askedFor >= 0 ? askedFor : Integer.getInteger(COUNT, LoopTest.DEFAULT_SCHEDULES);
        // Seeds of its own for every test, and the same ones in every build: a build that fails, fails again.
        String name = method.getDeclaringClass().getName() + "." + method.getName();
        SplittableRandom random = new SplittableRandom(name.hashCode());
        for (int i = 0; i < count; i++) seeds.add(random.nextLong(1_000_000_000L));
        return seeds;
    }

    private static Set<CarrierKind> available() {
        CarrierKind chosen = LoopOptions.DEFAULT.carrier();
        if (chosen != CarrierKind.AUTO) return EnumSet.of(chosen);
        Set<CarrierKind> kinds = EnumSet.of(CarrierKind.BATON);
        try {
            EventLoop.open(LoopOptions.DEFAULT.carrier(CarrierKind.MOUNTING)).close();
            kinds.add(CarrierKind.MOUNTING);
        } catch (IllegalStateException withoutTheFlag) {
            // The baton alone, then.
        }
        return kinds;
    }
}
