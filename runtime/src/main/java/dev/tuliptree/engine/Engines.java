package dev.tuliptree.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The engines there are. Any thread. */
public final class Engines {
    /** The environment variable, and the system property that goes before it, which name the engine to use. */
    public static final String VARIABLE = "TULIPTREE_ENGINE";

    /** See {@link #VARIABLE}. */
    public static final String PROPERTY = "tuliptree.engine";

    /** The name that stands for the best engine that can be used here. */
    public static final String AUTO = "auto";

    private static final String DEFAULT = "nio";

    private Engines() {}

    /**
     * Opens the engine that the system property or the environment variable names, NIO if neither does.
     *
     * @return the engine
     * @throws IOException if the system refuses
     * @throws IllegalArgumentException if there is no engine of that name, or it cannot be used here
     */
    public static Engine open() throws IOException {
        String fromEnvironment = System.getenv(VARIABLE);
        return open(System.getProperty(PROPERTY, fromEnvironment == null ? DEFAULT : fromEnvironment));
    }

    /**
     * Opens the engine of a name. {@link #AUTO} opens the best one that can be used here: where the system or its
     * policy forbids a better one, the next, at last NIO, which is logged once.
     *
     * @param name the name
     * @return the engine
     * @throws IOException if the system refuses
     * @throws IllegalArgumentException if there is no engine of that name, or it cannot be used here
     */
    public static Engine open(String name) throws IOException {
        if (name.equals(DEFAULT)) return new NioEngine();
        if (name.equals(AUTO)) return BestEngine.open(ServiceLoader.load(EngineProvider.class));
        List<String> known = new ArrayList<>(List.of(DEFAULT, AUTO));
        for (EngineProvider provider : ServiceLoader.load(EngineProvider.class)) {
            if (provider.name().equals(name)) return open(provider);
            known.add(provider.name());
        }
        throw new IllegalArgumentException(
                "there is no engine \"" + name + "\"; there are: " + String.join(", ", known));
    }

    private static Engine open(EngineProvider provider) throws IOException {
        String obstacle = provider.obstacle();
        if (obstacle != null) {
            throw new IllegalArgumentException("the engine " + provider.name() + " cannot be used here: " + obstacle);
        }
        return provider.open();
    }
}
