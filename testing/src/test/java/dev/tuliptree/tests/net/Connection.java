package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;

import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import java.io.IOException;

/**
 * Both ends of a connection over a real loopback socket.
 *
 * @param here the end that connected
 * @param there the end that was accepted
 */
record Connection(SocketStream here, SocketStream there) implements AutoCloseable {
    static Connection open() throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            SocketStream here = openTcpStream("127.0.0.1", listener.port());
            return new Connection(here, listener.accept());
        }
    }

    @Override
    public void close() {
        here.close();
        there.close();
    }
}
