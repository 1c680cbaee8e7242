package dev.tuliptree.net.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Hands the JDK the identity that was chosen for a handshake. The JDK asks for a word first, and with that word for the
 * key and for the certificates, one right after the other; so that these belong together even if the identity is
 * replaced in between, the word stands for one identity for good.
 */
final class ChosenKeys extends X509ExtendedKeyManager {
    /** How many choices are remembered; there are never as many handshakes between the two questions. */
    private static final int MOST = 1_024;

    private final IdentityChooser chooser;
    private final Map<String, TlsIdentity> byWord = new LinkedHashMap<>();
    private long next;

    ChosenKeys(IdentityChooser chooser) {
        this.chooser = chooser;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        TlsHandshake handshake = TlsHandshake.current();
        // The JDK also asks in order to compare with a ticket, and then has no session yet.
        if (engine.getHandshakeSession() != null) handshake.onIdentityShown();
        return word(keyType, chooser.choose(handshake.requestedName()));
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
        TlsIdentity identity = chooser.choose("");
        for (String keyType : keyTypes) {
            String word = word(keyType, identity);
            if (word != null) return word;
        }
        return null;
    }

    private synchronized @Nullable String word(String keyType, @Nullable TlsIdentity identity) {
        if (identity == null
                || !identity.certificate().getPublicKey().getAlgorithm().equals(keyType)) return null;
        String word = Long.toString(next++);
        byWord.put(word, identity);
        if (byWord.size() > MOST) byWord.remove(byWord.keySet().iterator().next());
        return word;
    }

    private synchronized @Nullable TlsIdentity identity(@Nullable String word) {
        return byWord.get(word);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String word) {
        TlsIdentity identity = identity(word);
        return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(@Nullable String word) {
        TlsIdentity identity = identity(word);
        return identity == null ? null : identity.key();
    }

    // -- what is asked for sockets only, of which there are none

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
