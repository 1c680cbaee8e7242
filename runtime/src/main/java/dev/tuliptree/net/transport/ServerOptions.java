package dev.tuliptree.net.transport;

import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.net.tls.TlsServerOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link Server} serves.
 *
 * @param listen how it listens; in the Unix domain it makes no difference
 * @param maxConnections how many connections it has at once, those in their handshake included; more wait in the
 *     system's queue
 * @param tls how to go about TLS; null for connections in the clear
 */
public record ServerOptions(
        ListenOptions listen, int maxConnections, @Nullable TlsServerOptions tls) {
    /** {@link ListenOptions#DEFAULT}, at most 10,000 connections, in the clear. */
    public static final ServerOptions DEFAULT = new ServerOptions(ListenOptions.DEFAULT, 10_000, null);

    /** Checks the numbers. */
    public ServerOptions {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections must be at least 1, not " + maxConnections);
        }
    }

    /**
     * The same with another way to listen.
     *
     * @param listen how it listens
     * @return the options
     */
    public ServerOptions listen(ListenOptions listen) {
        return new ServerOptions(listen, maxConnections, tls);
    }

    /**
     * The same with another limit.
     *
     * @param maxConnections how many connections it has at once
     * @return the options
     */
    public ServerOptions maxConnections(int maxConnections) {
        return new ServerOptions(listen, maxConnections, tls);
    }

    /**
     * The same under TLS.
     *
     * @param tls how to go about TLS
     * @return the options
     */
    public ServerOptions tls(TlsServerOptions tls) {
        return new ServerOptions(listen, maxConnections, tls);
    }
}
