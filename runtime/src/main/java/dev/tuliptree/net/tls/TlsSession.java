package dev.tuliptree.net.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the two ends of a connection have agreed on.
 *
 * @param protocol the version: {@code TLSv1.3} or {@code TLSv1.2}
 * @param cipherSuite the cipher suite, by its name in the standards
 * @param applicationProtocol what was chosen by ALPN (RFC 7301), {@code h2} say; null if nothing was
 * @param serverName the name that the client asked for (SNI, RFC 6066); null if for none
 * @param peerCertificates the peer's certificate and those that vouch for it; empty if it has shown none
 * @param resumed whether an earlier session goes on, so that no certificate had to be checked anew
 */
public record TlsSession(
        String protocol,
        String cipherSuite,
        @Nullable String applicationProtocol,
        @Nullable String serverName,
        List<X509Certificate> peerCertificates,
        boolean resumed) {}
