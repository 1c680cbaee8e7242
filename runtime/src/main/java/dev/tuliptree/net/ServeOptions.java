package dev.tuliptree.net;

/**
 * How a listener serves.
 *
 * @param maxConnections how many connections are served at once; more wait in the system's queue
 */
public record ServeOptions(int maxConnections) {
    /** At most 10,000 connections. */
    public static final ServeOptions DEFAULT = new ServeOptions(10_000);

    /** Checks the numbers. */
    public ServeOptions {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections must be at least 1, not " + maxConnections);
        }
    }
}
