package dev.tuliptree.http.client;

import java.time.Duration;

/**
 * How many connections a session keeps, and for how long.
 *
 * @param maxConnections connections at once, to all servers together
 * @param maxPerOrigin connections at once to one server
 * @param maxWaiting requests that may wait for a connection; one more fails at once
 * @param idle how long a connection that is not used is kept; zero for connections that are used once. A server that
 *     says in its {@code Keep-Alive} header that it keeps them for less is taken at its word
 * @param maxDrainBytes what is read and dropped of a body that nobody has read, so that its connection can be used
 *     again; if more is left, it is closed
 */
public record PoolLimits(int maxConnections, int maxPerOrigin, int maxWaiting, Duration idle, int maxDrainBytes) {

    /** 100 connections, be it to one server, 10,000 requests that wait, 30 s idle, 256 KiB drained. */
    public static final PoolLimits DEFAULT = new PoolLimits(100, 100, 10_000, Duration.ofSeconds(30), 256 << 10);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if there could be no connection at all, or a value is negative
     */
    public PoolLimits {
        if (maxConnections < 1 || maxPerOrigin < 1) {
            throw new IllegalArgumentException("a limit of connections must be at least 1");
        }
        if (maxWaiting < 0 || maxDrainBytes < 0 || idle.isNegative()) {
            throw new IllegalArgumentException("a limit is negative");
        }
    }

    /** The same with another number of {@link #maxConnections}. */
    public PoolLimits withMaxConnections(int count) {
        return new PoolLimits(count, maxPerOrigin, maxWaiting, idle, maxDrainBytes);
    }

    /** The same with another number {@link #maxPerOrigin}. */
    public PoolLimits withMaxPerOrigin(int count) {
        return new PoolLimits(maxConnections, count, maxWaiting, idle, maxDrainBytes);
    }

    /** The same with another {@link #maxWaiting}. */
    public PoolLimits withMaxWaiting(int count) {
        return new PoolLimits(maxConnections, maxPerOrigin, count, idle, maxDrainBytes);
    }

    /** The same with another {@link #idle} time. */
    public PoolLimits withIdle(Duration time) {
        return new PoolLimits(maxConnections, maxPerOrigin, maxWaiting, time, maxDrainBytes);
    }

    /** The same with another {@link #maxDrainBytes}. */
    public PoolLimits withMaxDrainBytes(int bytes) {
        return new PoolLimits(maxConnections, maxPerOrigin, maxWaiting, idle, bytes);
    }
}
