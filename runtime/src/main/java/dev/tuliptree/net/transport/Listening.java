package dev.tuliptree.net.transport;

import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.UnixListener;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;

/** Where a server accepts connections. */
interface Listening {
    ByteStream accept() throws IOException;

    List<? extends SocketAddress> addresses();

    void close();

    static Listening at(TcpListener listener) {
        return new Listening() {
            @Override
            public ByteStream accept() throws IOException {
                return listener.accept();
            }

            @Override
            public List<? extends SocketAddress> addresses() {
                return listener.localAddresses();
            }

            @Override
            public void close() {
                listener.close();
            }
        };
    }

    static Listening at(UnixListener listener) {
        return new Listening() {
            @Override
            public ByteStream accept() throws IOException {
                return listener.accept();
            }

            @Override
            public List<? extends SocketAddress> addresses() {
                return List.of(UnixDomainSocketAddress.of(listener.path()));
            }

            @Override
            public void close() {
                listener.close();
            }
        };
    }
}
