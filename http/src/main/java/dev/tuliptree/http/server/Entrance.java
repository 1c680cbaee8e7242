package dev.tuliptree.http.server;

import dev.tuliptree.ActionOf;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.ServeOptions;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.UnixListener;
import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** Where the connections of a server come in. */
sealed interface Entrance {
    /** Serves until it is closed. */
    void serve(ServeOptions options, ActionOf<ByteStream, Exception> handler);

    /** Takes no more connections. */
    void close();

    /** Where that is. */
    InetSocketAddress address();

    /** The host and port as they are written in a URL. */
    String authority();

    /**
     * At addresses of the network.
     *
     * @param host the name that was given to listen on
     */
    record Tcp(String host, TcpListener listener) implements Entrance {
        @Override
        public void serve(ServeOptions options, ActionOf<ByteStream, Exception> handler) {
            listener.serve(options, handler);
        }

        @Override
        public void close() {
            listener.close();
        }

        @Override
        public InetSocketAddress address() {
            return listener.localAddress();
        }

        @Override
        public String authority() {
            String name = host;
            if (address().getAddress().isAnyLocalAddress()) {
                name = "localhost";
            } else if (name.indexOf(':') >= 0 && address().getAddress() instanceof Inet6Address) {
                name = "[" + name + "]";
            }
            return name + ":" + listener.port();
        }

        @Override
        public String toString() {
            return "port " + listener.port();
        }
    }

    /** At a socket file. */
    record Unix(UnixListener listener) implements Entrance {
        @Override
        public void serve(ServeOptions options, ActionOf<ByteStream, Exception> handler) {
            listener.serve(options, handler);
        }

        @Override
        public void close() {
            listener.close();
        }

        @Override
        public InetSocketAddress address() {
            throw new IllegalStateException("a socket file has no port: " + listener.path());
        }

        @Override
        public String authority() {
            return "localhost";
        }

        @Override
        public String toString() {
            return listener.path().toString();
        }
    }
}
