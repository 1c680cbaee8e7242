package dev.tuliptree.net.tls;

import org.jspecify.annotations.Nullable;

/**
 * Chooses who a server is, for each handshake anew: one machine may serve many names, and a certificate is replaced
 * while the server runs. Called in threads other than the loop's, several at once; may read files.
 */
@FunctionalInterface
public interface IdentityChooser {
    /**
     * Chooses an identity.
     *
     * @param serverName the name the client asks for (SNI), in lower case; empty if for none
     * @return the identity; null to refuse the client
     */
    @Nullable
    TlsIdentity choose(String serverName);
}
