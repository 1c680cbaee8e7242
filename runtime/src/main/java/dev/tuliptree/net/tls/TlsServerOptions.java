package dev.tuliptree.net.tls;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** How a server goes about TLS. Immutable; any thread. Keep and share them: see {@link TlsClientOptions}. */
public final class TlsServerOptions {
    /** Whether clients show certificates. */
    private enum ClientCertificates {
        IGNORED,
        WELCOME,
        REQUIRED
    }

    private static final String LIGHTER = "TLS_AES_128_GCM_SHA256";

    private final Contexts contexts;
    private final ClientCertificates clients;
    private final Terms terms;
    private final @Nullable TlsOptionsChooser byName;

    private TlsServerOptions(
            Contexts contexts, ClientCertificates clients, Terms terms, @Nullable TlsOptionsChooser byName) {
        this.contexts = contexts;
        this.clients = clients;
        this.terms = terms;
        this.byName = byName;
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
        return new TlsServerOptions(new Contexts(null, identity), ClientCertificates.IGNORED, Terms.DEFAULT, null);
    }

    /**
     * Options of a server that goes about TLS in a different way for each name it is asked for: who it is, whose
     * certificates it wants to see, what it speaks. The choice is made before anything is answered. Of these options
     * only {@link #handshakeTimeout(Duration)} can be changed; it is for the whole of a handshake, and that of the
     * chosen ones does not count.
     *
     * @param chooser chooses
     * @return the options
     */
    public static TlsServerOptions byName(TlsOptionsChooser chooser) {
        return new TlsServerOptions(new Contexts(null, null), ClientCertificates.IGNORED, Terms.DEFAULT, chooser);
    }

    private TlsServerOptions with(Contexts contexts, ClientCertificates clients, Terms terms) {
        if (byName != null) {
            throw new IllegalStateException("these options are chosen by name: say it of those that are chosen");
        }
        return new TlsServerOptions(contexts, clients, terms, null);
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
        return with(trusting, clients, terms);
    }

    /**
     * The same with other application protocols (ALPN). A client that offers some, but none of these, is refused.
     *
     * @param protocols their names, the preferred ones first: {@code h2}, {@code http/1.1}
     * @return the options
     */
    public TlsServerOptions applicationProtocols(String... protocols) {
        return with(contexts, clients, terms.applicationProtocols(protocols));
    }

    /**
     * The same, but older versions than this one are not spoken. Unless something else is said, 1.2 and 1.3 are.
     *
     * @param minimum the oldest version to agree on
     * @return the options
     */
    public TlsServerOptions minimumVersion(TlsVersion minimum) {
        return with(contexts, clients, terms.minimum(minimum));
    }

    /**
     * The same, but these cipher suites alone may be agreed on. TLS 1.3 and 1.2 have none in common: a version of which
     * none is named is not spoken. Unless something is said, those of the JDK may be, in its order, but for one: of the
     * two of TLS 1.3 the one with keys of 128 bits is preferred, as Mozilla recommends: both are out of reach of
     * anybody, and it takes a tenth off a handshake. Where the JDK was told an order
     * ({@code jdk.tls.server.cipherSuites}), it holds.
     *
     * @param names their names in the standards, the preferred ones first: {@code TLS_AES_128_GCM_SHA256}
     * @return the options
     * @throws IllegalArgumentException if the JDK has no such suite, or none is named
     */
    public TlsServerOptions cipherSuites(String... names) {
        return with(contexts, clients, terms.cipherSuites(names));
    }

    /**
     * The same with another limit on the time that a handshake takes.
     *
     * @param handshakeTimeout how long it may take, more than nothing
     * @return the options
     */
    public TlsServerOptions handshakeTimeout(Duration handshakeTimeout) {
        return new TlsServerOptions(contexts, clients, terms.timeout(handshakeTimeout), byName);
    }

    /**
     * How long a handshake may take.
     *
     * @return the limit
     */
    public Duration handshakeTimeout() {
        return terms.timeout();
    }

    /** Who chooses other options for a name; null if these are the ones. */
    @Nullable
    TlsOptionsChooser chooser() {
        return byName;
    }

    /** Suspends the first time. */
    SSLEngine engine() throws IOException {
        SSLEngine engine = contexts.get().createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        switch (clients) {
            case IGNORED -> parameters.setNeedClientAuth(false);
            case WELCOME -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        parameters.setCipherSuites(lighterFirst(parameters.getCipherSuites()));
        terms.applyTo(parameters);
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static String[] lighterFirst(String[] suites) {
        if (System.getProperty("jdk.tls.server.cipherSuites") != null) return suites;
        List<String> ordered = new ArrayList<>(List.of(suites));
        if (ordered.remove(LIGHTER)) ordered.addFirst(LIGHTER);
        return ordered.toArray(String[]::new);
    }
}
