package dev.tuliptree.testing;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.EngineProvider;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Offers the engine {@value #NAME}: whole programs run on a {@link SimulatedNetwork} of one host under
 * {@link LinkConditions#rough}, as of {@code TULIPTREE_ENGINE=simulated}. The seed is that of the system property
 * {@code tuliptree.test.seed}, or 0. Any thread.
 */
public final class SimulatedProvider implements EngineProvider {
    /** The engine's name. */
    public static final String NAME = "simulated";

    /** For {@link java.util.ServiceLoader}. */
    public SimulatedProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable String obstacle() {
        return null;
    }

    @Override
    public Engine open() throws IOException {
        SimulatedNetwork network = new SimulatedNetwork(Schedules.givenSeed());
        return network.conditions(LinkConditions.rough(network.random())).open();
    }
}
