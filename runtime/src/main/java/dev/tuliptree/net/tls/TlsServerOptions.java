package dev.tuliptree.net.tls;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** How a server goes about TLS. Immutable; any thread. Keep and share them: see {@link TlsClientOptions}. */
public final class TlsServerOptions {
    /** Whether clients show certificates. */
    private enum ClientCertificates {
        IGNORED,
        WELCOME,
        REQUIRED
    }

    private final Contexts contexts;
    private final ClientCertificates clients;
    private final List<String> protocols;
    private final Duration handshakeTimeout;

    private TlsServerOptions(
            Contexts contexts, ClientCertificates clients, List<String> protocols, Duration handshakeTimeout) {
        if (handshakeTimeout.isNegative() || handshakeTimeout.isZero()) {
            throw new IllegalArgumentException("a handshake needs more time than " + handshakeTimeout);
        }
        this.contexts = contexts;
        this.clients = clients;
        this.protocols = protocols;
        this.handshakeTimeout = handshakeTimeout;
    }

    /**
     * Options of a server that asks for no certificates and no application protocol, and gives a handshake
     * {@link TlsClientOptions#DEFAULT_HANDSHAKE_TIMEOUT}.
     *
     * @param identity who the server is: a {@link TlsIdentity} for good, a {@link PemIdentity} that is read anew when
     *     its files change, or a choice by the name that the client asks for
     * @return the options
     */
    public static TlsServerOptions of(IdentityChooser identity) {
        Contexts contexts = new Contexts(null, identity);
        return new TlsServerOptions(
                contexts, ClientCertificates.IGNORED, List.of(), TlsClientOptions.DEFAULT_HANDSHAKE_TIMEOUT);
    }

    /**
     * The same, but only clients are served that show a certificate of these authorities.
     *
     * @param authorities who vouches for clients
     * @return the options
     */
    public TlsServerOptions requireClientCertificates(X509Certificate... authorities) {
        return clients(ClientCertificates.REQUIRED, authorities);
    }

    /**
     * The same, but clients may show a certificate of these authorities; see {@link TlsSession#peerCertificates()}.
     *
     * @param authorities who vouches for clients
     * @return the options
     */
    public TlsServerOptions welcomeClientCertificates(X509Certificate... authorities) {
        return clients(ClientCertificates.WELCOME, authorities);
    }

    private TlsServerOptions clients(ClientCertificates clients, X509Certificate... authorities) {
        Contexts trusting = new Contexts(List.of(authorities), contexts.identity());
        return new TlsServerOptions(trusting, clients, protocols, handshakeTimeout);
    }

    /**
     * The same with other application protocols (ALPN). A client that offers some, but none of these, is refused.
     *
     * @param protocols their names, the preferred ones first: {@code h2}, {@code http/1.1}
     * @return the options
     */
    public TlsServerOptions applicationProtocols(String... protocols) {
        return new TlsServerOptions(contexts, clients, List.of(protocols), handshakeTimeout);
    }

    /**
     * The same with another limit on the time that a handshake takes.
     *
     * @param handshakeTimeout how long it may take, more than nothing
     * @return the options
     */
    public TlsServerOptions handshakeTimeout(Duration handshakeTimeout) {
        return new TlsServerOptions(contexts, clients, protocols, handshakeTimeout);
    }

    /**
     * How long a handshake may take.
     *
     * @return the limit
     */
    public Duration handshakeTimeout() {
        return handshakeTimeout;
    }

    /** Blocks the first time. */
    SSLEngine engine() throws IOException {
        SSLEngine engine = contexts.get().createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        switch (clients) {
            case IGNORED -> parameters.setNeedClientAuth(false);
            case WELCOME -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        if (!protocols.isEmpty()) parameters.setApplicationProtocols(protocols.toArray(String[]::new));
        engine.setSSLParameters(parameters);
        return engine;
    }
}
