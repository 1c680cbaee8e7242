package dev.tuliptree.net.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate and its key: who one end of a connection is. Any thread.
 *
 * @param chain the certificate, followed by those that vouch for it, without the root
 * @param key the private key of the first one
 */
public record TlsIdentity(List<X509Certificate> chain, PrivateKey key) implements IdentityChooser {
    /** Copies the chain. */
    public TlsIdentity {
        if (chain.isEmpty()) throw new IllegalArgumentException("an identity needs a certificate");
        chain = List.copyOf(chain);
    }

    /**
     * Reads an identity from files, as certificate authorities hand them out. In a task it suspends, and is a
     * checkpoint.
     *
     * @param chain a PEM file with the certificate, followed by those that vouch for it
     * @param key a PEM file with the key in PKCS #8 form, not encrypted
     * @return the identity
     * @throws IOException if a file cannot be read, or holds something else; says what
     */
    public static TlsIdentity fromPem(Path chain, Path key) throws IOException {
        return TlsHandshake.reading(() -> read(chain, key));
    }

    static TlsIdentity read(Path chain, Path key) throws IOException {
        return new TlsIdentity(
                Pem.certificates(Files.readString(chain), chain.toString()),
                Pem.privateKey(Files.readString(key), key.toString()));
    }

    /**
     * Reads an identity from text; otherwise as {@link #fromPem(Path, Path)}.
     *
     * @param chain the certificate, followed by those that vouch for it
     * @param key the key in PKCS #8 form, not encrypted
     * @return the identity
     * @throws IOException if a text holds something else; says what
     */
    public static TlsIdentity fromPem(String chain, String key) throws IOException {
        return new TlsIdentity(Pem.certificates(chain, "the chain"), Pem.privateKey(key, "the key"));
    }

    /**
     * Makes up an identity that nobody vouches for, valid for a year: for development and tests. Clients have to be
     * told to trust its {@link #certificate()}.
     *
     * @param names the names and addresses it is for, {@code localhost} and {@code 127.0.0.1} say; at least one
     * @return a new identity
     */
    public static TlsIdentity selfSigned(String... names) {
        return SelfSigned.make(List.of(names));
    }

    /**
     * The certificate.
     *
     * @return the first one of the chain
     */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    @Override
    public TlsIdentity choose(String serverName) {
        return this;
    }

    /** Says whose it is, and nothing of the key. */
    @Override
    public String toString() {
        return "identity of " + certificate().getSubjectX500Principal();
    }
}
