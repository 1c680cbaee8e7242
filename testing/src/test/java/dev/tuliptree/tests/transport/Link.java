package dev.tuliptree.tests.transport;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.net.transport.Transports.*;

import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.transport.Protocol;
import dev.tuliptree.net.transport.Server;
import dev.tuliptree.net.transport.Transport;
import java.io.IOException;

/**
 * A connection over a real loopback socket, with a protocol at one end and a stream at the other.
 *
 * @param transport the protocol's end
 * @param peer the other end
 */
record Link(Transport transport, SocketStream peer) implements AutoCloseable {
    static Link open(Protocol protocol) throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            SocketStream peer = openTcpStream("127.0.0.1", listener.port());
            boolean done = false;
            try {
                Link link = new Link(
                        createConnection(() -> protocol, listener.accept()).transport(), peer);
                done = true;
                return link;
            } finally {
                if (!done) peer.close();
            }
        }
    }

    /** Closes a server and waits for the end of its connections. */
    static void end(Server server) {
        server.close();
        server.waitClosed();
    }

    /** Closes a stream before its time. */
    static void hangUp(ByteStream stream) {
        stream.close();
    }

    @Override
    public void close() {
        transport.abort();
        peer.close();
    }
}
