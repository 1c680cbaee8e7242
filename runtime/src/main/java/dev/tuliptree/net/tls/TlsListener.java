package dev.tuliptree.net.tls;

import dev.tuliptree.ActionOf;
import dev.tuliptree.net.ServeOptions;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Listens for TLS over TCP. Loop thread only. */
public final class TlsListener implements AutoCloseable {
    private final TcpListener listener;
    private final TlsServerOptions options;

    /**
     * Puts TLS on a listener, which it then owns.
     *
     * @param listener accepts connections
     * @param options how to go about TLS
     */
    public TlsListener(TcpListener listener, TlsServerOptions options) {
        this.listener = listener;
        this.options = options;
    }

    /**
     * Accepts one connection and does its handshake; meanwhile no other is accepted, which {@link #serve} does better.
     * A checkpoint.
     *
     * @return the connection
     * @throws IOException if the handshake failed, or as {@link TcpListener#accept()} does
     */
    public TlsStream accept() throws IOException {
        return TlsStream.server(listener.accept(), options);
    }

    /**
     * Serves with {@link ServeOptions#DEFAULT}: see {@link #serve(ServeOptions, ActionOf)}.
     *
     * @param handler what handles a connection
     */
    public void serve(ActionOf<? super TlsStream, Exception> handler) {
        serve(ServeOptions.DEFAULT, handler);
    }

    /**
     * Accepts connections, and does the handshake of each and handles it in a task of its own. A connection whose
     * handshake fails is closed, and hurts nobody else. Otherwise as {@link TcpListener#serve(ServeOptions, ActionOf)}.
     *
     * @param serving how to serve
     * @param handler what handles a connection
     */
    public void serve(ServeOptions serving, ActionOf<? super TlsStream, Exception> handler) {
        listener.serve(serving, (SocketStream socket) -> {
            TlsStream stream = TlsStream.server(socket, options);
            try (stream) {
                handler.run(stream);
            }
            // The socket is closed when this returns.
            stream.waitClosed();
        });
    }

    /**
     * The port it listens on.
     *
     * @return the port that was taken
     */
    public int port() {
        return listener.port();
    }

    /**
     * Where it listens.
     *
     * @return the address, with the port that was taken
     */
    public InetSocketAddress localAddress() {
        return listener.localAddress();
    }

    /** Stops listening; connections that were accepted go on. Idempotent. Not a checkpoint. */
    @Override
    public void close() {
        listener.close();
    }

    @Override
    public String toString() {
        return "TLS on " + listener;
    }
}
