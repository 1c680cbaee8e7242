package dev.tuliptree.net.tls;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * What clients and servers say alike of a handshake.
 *
 * @param minimum the oldest version that is spoken
 * @param cipherSuites those that may be agreed on, the preferred ones first; empty for those the JDK proposes
 * @param applicationProtocols those that may be agreed on, the preferred ones first; empty for no talk of them
 * @param timeout how long it may take
 */
record Terms(TlsVersion minimum, List<String> cipherSuites, List<String> applicationProtocols, Duration timeout) {
    static final Terms DEFAULT = new Terms(TlsVersion.TLS_1_2, List.of(), List.of(), Duration.ofSeconds(30));

    Terms {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a handshake needs more time than " + timeout);
        }
    }

    Terms minimum(TlsVersion minimum) {
        return new Terms(minimum, cipherSuites, applicationProtocols, timeout);
    }

    Terms cipherSuites(String... names) {
        if (names.length == 0) throw new IllegalArgumentException("no handshake succeeds without a cipher suite");
        Set<String> known = Known.SUITES;
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("the JDK has no cipher suite " + name + "; it has "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
        return new Terms(minimum, List.of(names), applicationProtocols, timeout);
    }

    Terms applicationProtocols(String... names) {
        return new Terms(minimum, cipherSuites, List.of(names), timeout);
    }

    Terms timeout(Duration timeout) {
        return new Terms(minimum, cipherSuites, applicationProtocols, timeout);
    }

    void applyTo(SSLParameters parameters) {
        String[] spoken = Stream.of(TlsVersion.values())
                .filter(version -> version.compareTo(minimum) >= 0)
                .map(TlsVersion::protocol)
                .toArray(String[]::new);
        parameters.setProtocols(spoken);
        if (!cipherSuites.isEmpty()) parameters.setCipherSuites(cipherSuites.toArray(String[]::new));
        if (!applicationProtocols.isEmpty()) {
            parameters.setApplicationProtocols(applicationProtocols.toArray(String[]::new));
        }
    }

    /** Found out when it is first asked for. Reads no files: nobody is to be trusted. */
    private static final class Known {
        static final Set<String> SUITES = suites();

        private static Set<String> suites() {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(new KeyManager[0], new TrustManager[0], null);
                return Set.of(context.getSupportedSSLParameters().getCipherSuites());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JDK has no TLS", e);
            }
        }
    }
}
