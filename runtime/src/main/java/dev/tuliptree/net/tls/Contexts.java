package dev.tuliptree.net.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the JDK's context of options, when it is first asked for: that may read the system's certificates. Sessions are
 * resumed within one context. Blocks; any thread but a loop's.
 */
final class Contexts {
    private final @Nullable List<X509Certificate> trusted;
    private final @Nullable IdentityChooser identity;
    private volatile @Nullable SSLContext context;

    /** For these trusted certificates, or those of the system; and for this end's own identity, if it has one. */
    Contexts(@Nullable List<X509Certificate> trusted, @Nullable IdentityChooser identity) {
        this.trusted = trusted;
        this.identity = identity;
    }

    @Nullable
    List<X509Certificate> trusted() {
        return trusted;
    }

    @Nullable
    IdentityChooser identity() {
        return identity;
    }

    /** Blocks the first time; in a task it suspends then, while another thread does that. */
    SSLContext get() throws IOException {
        SSLContext made = context;
        return made != null ? made : TlsHandshake.reading(this::make);
    }

    private synchronized SSLContext make() throws IOException {
        if (context != null) return context;
        try {
            SSLContext made = SSLContext.getInstance("TLS");
            KeyManager[] keys = identity == null ? new KeyManager[0] : new KeyManager[] {new ChosenKeys(identity)};
            made.init(keys, trusted == null ? null : trustManagers(trusted), null);
            context = made;
            return made;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] trustManagers(List<X509Certificate> trusted)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < trusted.size(); i++) store.setCertificateEntry(Integer.toString(i), trusted.get(i));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
