package dev.tuliptree.net;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a listener serves.
 *
 * @param maxConnections how many connections are served at once; more wait in the system's queue
 * @param grace how long handlers may go on after the listener was closed, before they are cancelled; null for as long
 *     as they like
 */
public record ServeOptions(int maxConnections, @Nullable Duration grace) {
    /** At most 10,000 connections; handlers may go on for as long as they like. */
    public static final ServeOptions DEFAULT = new ServeOptions(10_000);

    /** Checks the numbers. */
    public ServeOptions {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections must be at least 1, not " + maxConnections);
        }
    }

    /**
     * Options without a limit on the time that handlers have at the end.
     *
     * @param maxConnections how many connections are served at once
     */
    public ServeOptions(int maxConnections) {
        this(maxConnections, null);
    }

    /**
     * The same with a limit on the time that handlers have at the end.
     *
     * @param grace how long handlers may go on after the listener was closed
     * @return the options
     */
    public ServeOptions grace(Duration grace) {
        return new ServeOptions(maxConnections, grace);
    }
}
