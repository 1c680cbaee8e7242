package dev.tuliptree.http;

import dev.tuliptree.http.wire.HttpLimits;

/**
 * How much clients may make a server buffer, count or do.
 *
 * @param http the parts of a request's head, and the chunks of its body
 * @param maxBodyBytes a request's body, unless its route has a limit of its own ({@link Application#maxBodyBytes}); a
 *     larger one is answered 413
 * @param maxDrainBytes what is read and dropped of a body that the handler did not read; if more is left, the
 *     connection is closed instead
 * @param maxConnections connections served at once; more wait in the system's queue
 * @param maxRequestsPerConnection requests on one connection; after the last it is closed
 * @param maxPipelined responses that gather, while more requests are there already, before they are sent
 */
public record ServerLimits(
        HttpLimits http,
        long maxBodyBytes,
        long maxDrainBytes,
        int maxConnections,
        int maxRequestsPerConnection,
        int maxPipelined) {

    /**
     * {@link HttpLimits#DEFAULT}, bodies of 1 MiB, 256 KiB drained, 10,000 connections, a million requests on each, 64
     * responses gathered.
     */
    public static final ServerLimits DEFAULT =
            new ServerLimits(HttpLimits.DEFAULT, 1 << 20, 256 << 10, 10_000, 1_000_000, 64);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one makes no sense
     */
    public ServerLimits {
        if (maxBodyBytes < 0 || maxDrainBytes < 0) {
            throw new IllegalArgumentException("a limit is negative");
        }
        if (maxConnections < 1 || maxRequestsPerConnection < 1 || maxPipelined < 1) {
            throw new IllegalArgumentException("a limit must be at least 1");
        }
    }

    /** The same with other limits of {@link #http}. */
    public ServerLimits withHttp(HttpLimits limits) {
        return new ServerLimits(
                limits, maxBodyBytes, maxDrainBytes, maxConnections, maxRequestsPerConnection, maxPipelined);
    }

    /** The same with another {@link #maxBodyBytes}. */
    public ServerLimits withMaxBodyBytes(long bytes) {
        return new ServerLimits(http, bytes, maxDrainBytes, maxConnections, maxRequestsPerConnection, maxPipelined);
    }

    /** The same with another {@link #maxDrainBytes}. */
    public ServerLimits withMaxDrainBytes(long bytes) {
        return new ServerLimits(http, maxBodyBytes, bytes, maxConnections, maxRequestsPerConnection, maxPipelined);
    }

    /** The same with another {@link #maxConnections}. */
    public ServerLimits withMaxConnections(int count) {
        return new ServerLimits(http, maxBodyBytes, maxDrainBytes, count, maxRequestsPerConnection, maxPipelined);
    }

    /** The same with another {@link #maxRequestsPerConnection}. */
    public ServerLimits withMaxRequestsPerConnection(int count) {
        return new ServerLimits(http, maxBodyBytes, maxDrainBytes, maxConnections, count, maxPipelined);
    }

    /** The same with another {@link #maxPipelined}. */
    public ServerLimits withMaxPipelined(int count) {
        return new ServerLimits(http, maxBodyBytes, maxDrainBytes, maxConnections, maxRequestsPerConnection, count);
    }
}
