package dev.tuliptree.http.client;

import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.tls.TlsClientOptions;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens the connections of a session: to the servers that URLs name, or to something else that answers in their place.
 */
@FunctionalInterface
public interface Connector {
    /**
     * Connects. A checkpoint; cancelled, nothing may be left open.
     *
     * @param origin who is to be spoken to, over TLS if it is secure
     * @return the connection, on which HTTP can be spoken
     * @throws IOException if that fails
     */
    ByteStream connect(Origin origin) throws IOException;

    /** Connects to the very server that is named, over TCP and, if need be, TLS, with whom the JDK trusts. */
    static Connector direct() {
        return direct(TlsClientOptions.DEFAULT);
    }

    /**
     * Connects to the very server that is named, over TCP and, if need be, TLS.
     *
     * @param tls how to go about TLS: whom to trust, say, or which certificate to show
     */
    static Connector direct(TlsClientOptions tls) {
        return new DirectConnector(tls, null);
    }

    /**
     * Connects to a socket file in the Unix domain, whatever host and port are named; what speaks TLS there is still
     * asked for the host's certificate.
     */
    static Connector unix(Path path) {
        return new DirectConnector(TlsClientOptions.DEFAULT, path);
    }
}
