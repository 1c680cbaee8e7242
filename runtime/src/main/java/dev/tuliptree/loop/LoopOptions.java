package dev.tuliptree.loop;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.Engines;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How a loop is opened.
 *
 * @param engine what opens its engine
 * @param carrier how its coroutines get onto its thread
 * @param seed shuffles the order in which ready tasks have their turns, the same way for the same seed; null keeps it
 *     first come, first served
 * @param handleSignals whether {@link Runner#run} cancels the main task on SIGINT and SIGTERM
 * @param debug whether the loop is opened in debug mode: see {@link EventLoop#setDebug}
 */
public record LoopOptions(
        EngineFactory engine, CarrierKind carrier, @Nullable Long seed, boolean handleSignals, boolean debug) {
    /** The engine of {@link Engines#open()}, the fastest carrier there is, no shuffling, signals handled. */
    public static final LoopOptions DEFAULT =
            new LoopOptions(Engines::open, CarrierKind.fromSystemProperty(), null, true, DebugMode.isAskedFor());

    /** Opens an engine. */
    @FunctionalInterface
    public interface EngineFactory {
        /**
         * Opens an engine for one loop.
         *
         * @return the engine
         * @throws IOException if the system refuses
         */
        Engine open() throws IOException;
    }

    /** How coroutines get onto the loop's thread. */
    public enum CarrierKind {
        /** Mounting where the JDK lets us, else the baton. */
        AUTO,
        /** The loop mounts its coroutines on its own thread; takes a flag, see the README. */
        MOUNTING,
        /** Coroutines run on the JDK's scheduler and pass a baton on; takes no flag. */
        BATON;

        /** The system property that chooses for the whole process: {@code auto}, {@code mounting} or {@code baton}. */
        public static final String PROPERTY = "tuliptree.carrier";

        private static CarrierKind fromSystemProperty() {
            String name = System.getProperty(PROPERTY, "auto");
            for (CarrierKind kind : values()) {
                if (kind.name().equalsIgnoreCase(name)) return kind;
            }
            throw new IllegalArgumentException(
                    "the system property " + PROPERTY + " is auto, mounting or baton, not \"" + name + "\"");
        }
    }

    /**
     * The same with another engine.
     *
     * @param engine what opens the engine
     * @return the options
     */
    public LoopOptions engine(EngineFactory engine) {
        return new LoopOptions(engine, carrier, seed, handleSignals, debug);
    }

    /**
     * The same with another carrier.
     *
     * @param carrier how coroutines get onto the loop's thread
     * @return the options
     */
    public LoopOptions carrier(CarrierKind carrier) {
        return new LoopOptions(engine, carrier, seed, handleSignals, debug);
    }

    /**
     * The same with the order of ready tasks shuffled.
     *
     * @param seed the seed
     * @return the options
     */
    public LoopOptions seed(long seed) {
        return new LoopOptions(engine, carrier, seed, handleSignals, debug);
    }

    /**
     * The same with signals handled or not.
     *
     * @param handleSignals whether {@link Runner#run} cancels the main task on SIGINT and SIGTERM
     * @return the options
     */
    public LoopOptions handleSignals(boolean handleSignals) {
        return new LoopOptions(engine, carrier, seed, handleSignals, debug);
    }

    /**
     * The same with debug mode on or off.
     *
     * @param debug whether the loop is opened in debug mode
     * @return the options
     */
    public LoopOptions debug(boolean debug) {
        return new LoopOptions(engine, carrier, seed, handleSignals, debug);
    }
}
