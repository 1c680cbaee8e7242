package dev.tuliptree.http;

import dev.tuliptree.http.wire.FieldSyntax;
import dev.tuliptree.net.tls.TlsServerOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a server serves.
 *
 * <pre>{@code
 * app.listen("127.0.0.1", 8080, ServerOptions.DEFAULT.withTimeouts(ServerTimeouts.DEFAULT.withIdle(seconds(5))));
 * }</pre>
 *
 * @param limits how much clients may make it do
 * @param timeouts how long it waits for them
 * @param serverName the value of the Server header; null for none, since it helps attackers more than users
 * @param accessLog what is told of each request; null for nobody
 * @param tls how TLS is spoken; null for none
 * @param proxies whose word is taken on where requests come from; null for nobody's
 */
public record ServerOptions(
        ServerLimits limits,
        ServerTimeouts timeouts,
        @Nullable String serverName,
        @Nullable AccessLog accessLog,
        @Nullable TlsServerOptions tls,
        @Nullable TrustedProxies proxies) {

    /** The defaults of both, no Server header, no log, no TLS and no trusted proxies. */
    public static final ServerOptions DEFAULT =
            new ServerOptions(ServerLimits.DEFAULT, ServerTimeouts.DEFAULT, null, null, null, null);

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it cannot be a header's value
     */
    public ServerOptions {
        if (serverName != null) {
            FieldSyntax.checkValue(serverName);
        }
    }

    /** The same with other {@link #limits}. */
    public ServerOptions withLimits(ServerLimits limits) {
        return new ServerOptions(limits, timeouts, serverName, accessLog, tls, proxies);
    }

    /** The same with other {@link #timeouts}. */
    public ServerOptions withTimeouts(ServerTimeouts timeouts) {
        return new ServerOptions(limits, timeouts, serverName, accessLog, tls, proxies);
    }

    /** The same with another {@link #serverName}. */
    public ServerOptions withServerName(@Nullable String name) {
        return new ServerOptions(limits, timeouts, name, accessLog, tls, proxies);
    }

    /** The same with another {@link #accessLog}. */
    public ServerOptions withAccessLog(@Nullable AccessLog log) {
        return new ServerOptions(limits, timeouts, serverName, log, tls, proxies);
    }

    /**
     * The same with TLS. A client gets as long for its handshake as these options say.
     *
     * @param tls whom to be, and how: {@code TlsServerOptions.of(identity)}
     */
    public ServerOptions withTls(@Nullable TlsServerOptions tls) {
        return new ServerOptions(limits, timeouts, serverName, accessLog, tls, proxies);
    }

    /** The same with other trusted {@link #proxies}. */
    public ServerOptions withTrustedProxies(@Nullable TrustedProxies proxies) {
        return new ServerOptions(limits, timeouts, serverName, accessLog, tls, proxies);
    }
}
