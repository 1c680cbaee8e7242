package dev.tuliptree.net.tls;

import org.jspecify.annotations.Nullable;

/**
 * Chooses how a server goes about TLS, for each connection anew. Called in threads other than the loop's, several at
 * once; may read files. Choose among options that are kept: those made anew for a connection resume no sessions.
 */
@FunctionalInterface
public interface TlsOptionsChooser {
    /**
     * Chooses options.
     *
     * @param serverName the name the client asks for (SNI), in lower case; empty if for none
     * @return the options, which may not themselves be chosen by name; null to refuse the client, which is told that
     *     the name is not known here
     */
    @Nullable
    TlsServerOptions choose(String serverName);
}
