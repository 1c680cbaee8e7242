package dev.tuliptree.http.client;

import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.TcpConnector;
import java.io.IOException;

/** Connects to the host that a URL names. */
enum DirectConnector implements Connector {
    INSTANCE;

    @Override
    public ByteStream connect(Origin origin) throws IOException {
        if (origin.secure()) {
            throw new IOException("there is no TLS for " + origin);
        }
        return TcpConnector.connect(origin.host(), origin.port());
    }
}
