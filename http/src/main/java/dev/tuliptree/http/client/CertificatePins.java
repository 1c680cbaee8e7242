package dev.tuliptree.http.client;

import dev.tuliptree.net.tls.TlsSession;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The public keys that servers are known by, besides being trusted: with them, not even an authority that the JDK
 * trusts can pretend to be such a server. Immutable; any thread.
 *
 * <pre>{@code
 * var pins = CertificatePins.NONE.pin("api.example.org", "sha256/r/mIkG3eEpVdm+u/ko/cwxzOMo1bk4TyHIlByibiA5E=");
 * ClientOptions.DEFAULT.withPins(pins)
 * }</pre>
 *
 * <p>A pin is the SHA-256 of a certificate's public key (its SubjectPublicKeyInfo, as in RFC 7469, 2.4): of the
 * server's own, or of an authority that has signed it. Give two at least, one of them of a key that is kept in reserve:
 * when the server changes its key, clients that know only the old one are locked out.
 */
public final class CertificatePins {
    /** No pins. */
    public static final CertificatePins NONE = new CertificatePins(Map.of());

    private static final String PREFIX = "sha256/";

    private final Map<String, Set<String>> pins;

    private CertificatePins(Map<String, Set<String>> pins) {
        this.pins = pins;
    }

    /**
     * The same, and one of these keys must be among those of a host.
     *
     * @param host the very name or address, without those below it
     * @param pins each {@code sha256/} and the hash in base64; as {@link #of} makes them
     * @throws IllegalArgumentException if there are none, or one is malformed
     */
    public CertificatePins pin(String host, String... pins) {
        if (pins.length == 0) {
            throw new IllegalArgumentException("no pins were given for " + host);
        }
        Set<String> all = new LinkedHashSet<>(this.pins.getOrDefault(HostName.canonical(host), Set.of()));
        for (String pin : pins) {
            all.add(check(pin));
        }
        Map<String, Set<String>> more = new HashMap<>(this.pins);
        more.put(HostName.canonical(host), Set.copyOf(all));
        return new CertificatePins(Map.copyOf(more));
    }

    private static String check(String pin) {
        try {
            if (pin.startsWith(PREFIX) && Base64.getDecoder().decode(pin.substring(PREFIX.length())).length == 32) {
                return pin;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new IllegalArgumentException("a pin is sha256/ and 32 bytes in base64, not " + pin);
    }

    /** The pin of a certificate's key. */
    public static String of(X509Certificate certificate) {
        try {
            byte[] key = certificate.getPublicKey().getEncoded();
            return PREFIX
                    + Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Checks what a server has shown in a handshake that was otherwise good. */
    void check(String host, TlsSession session) throws CertificatePinException {
        Set<String> wanted = pins.get(host);
        if (wanted == null) {
            return;
        }
        List<String> shown = new ArrayList<>();
        for (X509Certificate certificate : signed(session.peerCertificates())) {
            String pin = of(certificate);
            if (wanted.contains(pin)) {
                return;
            }
            shown.add(pin);
        }
        throw new CertificatePinException(host, shown, new TreeSet<>(wanted));
    }

    /**
     * The server's certificate and those that really vouch for it: a server may send any others along, and a pinned one
     * among them proves nothing.
     */
    private static List<X509Certificate> signed(List<X509Certificate> sent) {
        List<X509Certificate> chain = new ArrayList<>();
        for (X509Certificate next : sent) {
            if (!chain.isEmpty() && !vouchesFor(next, chain.getLast())) {
                break;
            }
            chain.add(next);
        }
        return chain;
    }

    private static boolean vouchesFor(X509Certificate authority, X509Certificate certificate) {
        if (authority.getBasicConstraints() < 0) {
            return false;
        }
        PublicKey key = authority.getPublicKey();
        try {
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The hosts that have pins. */
    @Override
    public String toString() {
        return "pins of " + new TreeSet<>(pins.keySet());
    }
}
