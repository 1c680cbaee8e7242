package dev.tuliptree.http.client;

import dev.tuliptree.net.ByteStream;
import java.io.IOException;

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

    /** Connects to the very server that is named, over TCP. */
    static Connector direct() {
        return DirectConnector.INSTANCE;
    }
}
