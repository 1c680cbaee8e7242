package dev.tuliptree.http.client;

import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpConnector;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsStream;
import java.io.IOException;

/**
 * Connects to the host that a URL names.
 *
 * @param tls how to go about TLS
 */
record DirectConnector(TlsClientOptions tls) implements Connector {
    /** Offers the one protocol that is spoken here, for servers that speak others too (RFC 7301). */
    DirectConnector {
        tls = tls.applicationProtocols("http/1.1");
    }

    @Override
    public ByteStream connect(Origin origin) throws IOException {
        SocketStream stream = TcpConnector.connect(origin.host(), origin.port());
        return origin.secure() ? TlsStream.client(stream, origin.host(), tls) : stream;
    }
}
