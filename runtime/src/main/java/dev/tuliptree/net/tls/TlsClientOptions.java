package dev.tuliptree.net.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * How a client goes about TLS. Immutable; any thread. Keep and share them: a session is resumed, which saves most of a
 * handshake's work, only between connections of the same options.
 */
public final class TlsClientOptions {
    /** How long a handshake may take: 30 seconds. */
    public static final Duration DEFAULT_HANDSHAKE_TIMEOUT = Terms.DEFAULT.timeout();

    /** Trusts whom the JDK trusts, checks the server's name, shows no certificate, offers no protocols. */
    public static final TlsClientOptions DEFAULT = new TlsClientOptions(new Contexts(null, null), true, Terms.DEFAULT);

    private final Contexts contexts;
    private final boolean checkHost;
    private final Terms terms;

    private TlsClientOptions(Contexts contexts, boolean checkHost, Terms terms) {
        this.contexts = contexts;
        this.checkHost = checkHost;
        this.terms = terms;
    }

    /**
     * The same, but these certificates alone are trusted: those of authorities, or a server's own.
     *
     * @param certificates whom to trust instead of whom the JDK trusts
     * @return the options
     */
    public TlsClientOptions trust(X509Certificate... certificates) {
        return trust(List.of(certificates));
    }

    private TlsClientOptions trust(List<X509Certificate> certificates) {
        Contexts trusting = new Contexts(certificates, contexts.identity());
        return new TlsClientOptions(trusting, checkHost, terms);
    }

    /**
     * The same, but the certificates of a file alone are trusted. In a task it suspends, and is a checkpoint.
     *
     * @param pem a PEM file of certificates
     * @return the options
     * @throws IOException if the file cannot be read or holds none
     */
    public TlsClientOptions trust(Path pem) throws IOException {
        String text = TlsHandshake.reading(() -> Files.readString(pem));
        return trust(Pem.certificates(text, pem.toString()));
    }

    /**
     * The same with a certificate of its own, for servers that ask for one.
     *
     * @param identity who the client is
     * @return the options
     */
    public TlsClientOptions identity(TlsIdentity identity) {
        Contexts identified = new Contexts(contexts.trusted(), identity);
        return new TlsClientOptions(identified, checkHost, terms);
    }

    /**
     * The same with or without a check that the server's certificate is for the host that was asked for. Without it,
     * whoever has any trusted certificate can pretend to be that server.
     *
     * @param checkHost whether to check
     * @return the options
     */
    public TlsClientOptions checkHost(boolean checkHost) {
        return new TlsClientOptions(contexts, checkHost, terms);
    }

    /**
     * The same with other application protocols to choose from (ALPN).
     *
     * @param protocols their names, the preferred ones first: {@code h2}, {@code http/1.1}
     * @return the options
     */
    public TlsClientOptions applicationProtocols(String... protocols) {
        return new TlsClientOptions(contexts, checkHost, terms.applicationProtocols(protocols));
    }

    /**
     * The same, but older versions than this one are not spoken. Unless something else is said, 1.2 and 1.3 are.
     *
     * @param minimum the oldest version to agree on
     * @return the options
     */
    public TlsClientOptions minimumVersion(TlsVersion minimum) {
        return new TlsClientOptions(contexts, checkHost, terms.minimum(minimum));
    }

    /**
     * The same, but these cipher suites alone may be agreed on. TLS 1.3 and 1.2 have none in common: a version of which
     * none is named is not spoken.
     *
     * @param names their names in the standards, the preferred ones first: {@code TLS_AES_128_GCM_SHA256}
     * @return the options
     * @throws IllegalArgumentException if the JDK has no such suite, or none is named
     */
    public TlsClientOptions cipherSuites(String... names) {
        return new TlsClientOptions(contexts, checkHost, terms.cipherSuites(names));
    }

    /**
     * The same with another limit on the time that a handshake takes.
     *
     * @param handshakeTimeout how long it may take, more than nothing
     * @return the options
     */
    public TlsClientOptions handshakeTimeout(Duration handshakeTimeout) {
        return new TlsClientOptions(contexts, checkHost, terms.timeout(handshakeTimeout));
    }

    /**
     * How long a handshake may take.
     *
     * @return the limit
     */
    public Duration handshakeTimeout() {
        return terms.timeout();
    }

    /** Suspends the first time. The JDK finds earlier sessions by host and port, and none without a port. */
    SSLEngine engine(String host, int port) throws IOException {
        SSLEngine engine = contexts.get().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        if (checkHost) parameters.setEndpointIdentificationAlgorithm("HTTPS");
        SNIHostName name = serverName(host);
        parameters.setServerNames(name == null ? List.of() : List.of(name));
        terms.applyTo(parameters);
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** What to ask the server for: nothing if the host is an address (RFC 6066, section 3), or no proper name. */
    private static @Nullable SNIHostName serverName(String host) {
        try {
            InetAddress.ofLiteral(host);
            return null;
        } catch (IllegalArgumentException notAnAddress) {
            try {
                return new SNIHostName(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
            } catch (IllegalArgumentException notAName) {
                return null;
            }
        }
    }
}
