package dev.tuliptree.http.client;

import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.TcpConnector;
import dev.tuliptree.net.UnixConnector;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsStream;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the host that a URL names, through a proxy if that is the rule, or to a socket file in its place.
 *
 * @param tls how to go about TLS
 * @param proxies which proxies lead where
 * @param pins which keys servers must have
 * @param socket the file to connect to, whatever the URL says; null for none
 */
record DirectConnector(
        TlsClientOptions tls,
        ProxyRules proxies,
        CertificatePins pins,
        @Nullable Path socket) implements Connector {
    /** Offers the one protocol that is spoken here, for servers that speak others too (RFC 7301). */
    DirectConnector {
        tls = tls.applicationProtocols("http/1.1");
    }

    DirectConnector(TlsClientOptions tls, @Nullable Path socket) {
        this(tls, ProxyRules.NONE, CertificatePins.NONE, socket);
    }

    DirectConnector withTls(TlsClientOptions tls) {
        return new DirectConnector(tls, proxies, pins, socket);
    }

    DirectConnector withProxies(ProxyRules rules) {
        return new DirectConnector(tls, rules, pins, socket);
    }

    DirectConnector withPins(CertificatePins pins) {
        return new DirectConnector(tls, proxies, pins, socket);
    }

    /** The proxy that takes whole requests to an origin, instead of a connection; null if there is none. */
    static @Nullable Forwarder forwarder(Connector connector, Origin origin, ProxyLogins logins) {
        if (connector instanceof DirectConnector direct && !origin.secure() && direct.socket == null) {
            Proxy proxy = direct.proxies.proxyFor(origin);
            return proxy != null && proxy.kind() != Proxy.Kind.SOCKS5 ? new Forwarder(proxy, logins) : null;
        }
        return null;
    }

    /**
     * Connects for a session.
     *
     * @param tunnelled whether nobody in between may take the bytes for requests, as also nobody may where it is secure
     */
    static ByteStream connect(Connector connector, Origin origin, boolean tunnelled, ConnectContext context)
            throws IOException {
        return connector instanceof DirectConnector direct
                ? direct.connect(origin, tunnelled || origin.secure(), context)
                : connector.connect(origin);
    }

    @Override
    public ByteStream connect(Origin origin) throws IOException {
        return connect(origin, origin.secure(), ConnectContext.ofNobody());
    }

    private ByteStream connect(Origin origin, boolean tunnelled, ConnectContext context) throws IOException {
        ByteStream stream = reach(origin, tunnelled, context);
        if (!origin.secure()) {
            return stream;
        }
        TlsStream secured = TlsStream.client(stream, origin.host(), tls);
        boolean done = false;
        try {
            pins.check(origin.host(), secured.session());
            context.trace().secured(origin);
            done = true;
            return secured;
        } finally {
            if (!done) {
                secured.abort();
            }
        }
    }

    private ByteStream reach(Origin origin, boolean tunnelled, ConnectContext context) throws IOException {
        if (socket != null) {
            return UnixConnector.connect(socket);
        }
        Proxy proxy = proxies.proxyFor(origin);
        if (proxy == null) {
            return TcpConnector.connect(origin.host(), origin.port(), context.options());
        }
        ByteStream stream = reach(proxy, origin, tunnelled, context);
        if (stream == null) {
            // Now it is known what has to be proved.
            stream = reach(proxy, origin, tunnelled, context);
        }
        if (stream == null) {
            throw new ProxyException(proxy, origin, "it does not take a proof of the password (407)");
        }
        return stream;
    }

    /** Returns null if the proxy has said what it wants to have proved, and its connection is of no more use. */
    private @Nullable ByteStream reach(Proxy proxy, Origin origin, boolean tunnelled, ConnectContext context)
            throws IOException {
        ByteStream stream = TcpConnector.connect(proxy.host(), proxy.port(), context.options());
        boolean done = false;
        try {
            if (proxy.kind() == Proxy.Kind.HTTPS) {
                stream = TlsStream.client(stream, proxy.host(), tls);
            }
            switch (proxy.kind()) {
                case HTTP, HTTPS -> done = !tunnelled || Tunnel.open(stream, proxy, origin, context.logins());
                case SOCKS5 -> {
                    Socks5.open(stream, proxy, origin);
                    done = true;
                }
            }
            if (done && (tunnelled || proxy.kind() == Proxy.Kind.SOCKS5)) {
                context.trace().tunnelled(origin);
            }
            return done ? stream : null;
        } finally {
            if (!done) {
                stream.abort();
            }
        }
    }
}
