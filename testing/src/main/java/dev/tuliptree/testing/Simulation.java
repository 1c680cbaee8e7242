package dev.tuliptree.testing;

import dev.tuliptree.ActionOf;
import dev.tuliptree.loop.LoopOptions.CarrierKind;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Runs one program on many simulated networks, each with a seed of its own: for tests that want more runs than are
 * worth a line each in a report. Where there are few, a {@link LoopTest} does.
 *
 * <pre>{@code
 * @Test
 * void anEchoComesBackWhateverTheNetworkIsLike() {
 *     Sometimes met = Simulation.run(1_000, LinkConditions::rough, network -> {
 *         ...
 *     });
 *     met.assertMet(NetworkEvent.PARTIAL_WRITE, NetworkEvent.RESENT);
 * }
 * }</pre>
 *
 * <p>Each run is that of a {@link LoopTest}: in a loop of its own, the order of ready tasks shuffled by the seed, and a
 * failure if anything is left at the end or it takes longer than 30 s of real time. Runs take turns between the
 * carriers there are. A failure names the seed; {@code -Dtuliptree.test.seed=} that seed runs it alone.
 */
public final class Simulation {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int PORTABLE_EVERY = 20;

    private Simulation() {}

    /**
     * Runs a program under the seeds 0, 1, 2 and so on. On a thread that runs no loop.
     *
     * @param seeds how many
     * @param conditions draws what all ways are like; {@code _ -> LinkConditions.IDEAL} leaves it to the program
     * @param program the program, in the main task of a loop on a network
     * @return what was met
     * @throws AssertionError if a run fails, with that failure as its cause; says under which seed
     */
    public static Sometimes run(
            int seeds,
            Function<RandomGenerator, LinkConditions> conditions,
            ActionOf<? super SimulatedNetwork, Exception> program) {
        Sometimes met = new Sometimes();
        List<CarrierKind> carriers = Schedules.availableCarriers();
        if (Schedules.isSeedGiven()) {
            for (CarrierKind carrier : carriers) met.add(run(Schedules.givenSeed(), carrier, conditions, program));
            return met;
        }
        for (int seed = 0; seed < seeds; seed++) {
            boolean portable = seed % PORTABLE_EVERY == PORTABLE_EVERY - 1;
            met.add(run(seed, portable ? carriers.getLast() : carriers.getFirst(), conditions, program));
        }
        return met;
    }

    private static SimulatedNetwork run(
            long seed,
            CarrierKind carrier,
            Function<RandomGenerator, LinkConditions> conditions,
            ActionOf<? super SimulatedNetwork, Exception> program) {
        SimulatedNetwork network = new SimulatedNetwork(seed);
        network.conditions(conditions.apply(network.random()));
        Schedule schedule = new Schedule(carrier, seed);
        try {
            new LoopTestRun(schedule, network, LIMIT, () -> program.run(network)).run();
        } catch (Throwable failure) {
            throw new AssertionError("under seed " + seed + " (" + schedule.replay() + "): " + failure, failure);
        }
        return network;
    }
}
