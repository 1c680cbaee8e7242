package dev.tuliptree.http.server;

import static dev.tuliptree.Async.ALL_COMPLETED;
import static dev.tuliptree.Async.moveOnAfter;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.shielded;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.waitUntil;

import dev.tuliptree.Task;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.websocket.WebSocketConnection;
import dev.tuliptree.http.wire.CloseCode;
import dev.tuliptree.net.ServeOptions;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.net.tls.TlsStream;
import dev.tuliptree.sync.Event;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server that is running: a listener, and what serves its connections. */
public final class HttpServer implements Server {
    /** How long it takes at most to notice what has arrived. */
    private static final Duration SETTLING = Duration.ofMillis(1);

    /** How long to wait for tasks that have been cancelled: they only have to clean up. */
    private static final Duration CLEAN_UP = Duration.ofSeconds(1);

    private final Event closed = new Event();
    private final String host;
    private final TcpListener listener;
    private final Serving serving;
    private final Duration grace;
    private final @Nullable TlsServerOptions tls;
    private final Task<@Nullable Void> task;
    private boolean failureThrown;

    private HttpServer(String host, TcpListener listener, Dispatch dispatch, ServerOptions options) {
        this.host = host;
        this.listener = listener;
        serving = new Serving(dispatch, options);
        tls = options.tls();
        grace = options.timeouts().shutdownGrace();
        ServeOptions accepting = new ServeOptions(options.limits().maxConnections());
        task = serving.loop()
                .createTask(() -> listener.serve(accepting, this::serve))
                .name("http server on port " + port());
    }

    /**
     * Listens, and starts to serve.
     *
     * @throws IOException if the address cannot be bound; says which
     */
    public static HttpServer open(String host, int port, Dispatch dispatch, ServerOptions options) throws IOException {
        return new HttpServer(host, TcpListener.open(host, port), dispatch, options);
    }

    private void serve(SocketStream socket) throws IOException {
        if (tls == null) {
            serving.serve(socket);
            return;
        }
        TlsStream stream = TlsStream.server(socket, tls);
        serving.serve(stream);
        // The socket is closed when this returns, and the last of the responses may not have left.
        stream.waitClosed();
    }

    // -- closing

    @Override
    public void close() {
        if (!serving.isClosing()) {
            serving.beginToClose();
            shielded(this::closeInOrder);
        } else {
            shielded(closed::await);
        }
        throwFailure();
    }

    private void closeInOrder() {
        try {
            listener.close();
            // A request may have arrived already at a connection that has not had its turn since.
            sleep(SETTLING);
            serving.connections().forEach(HttpConnection::endIfIdle);
            if (!moveOnAfter(grace, this::sayGoodbye)) {
                task.cancel("the server was closed");
                // A handler that shields itself, or that has called this very method, must not hold us up for ever.
                if (!moveOnAfter(CLEAN_UP, this::awaitEnd)) {
                    List.copyOf(serving.connections()).forEach(HttpConnection::abort);
                }
            }
        } finally {
            closed.set();
        }
    }

    private void sayGoodbye() {
        nursery(n -> {
            for (HttpConnection connection : serving.connections()) {
                WebSocketConnection ws = connection.webSocket();
                if (ws != null) {
                    n.start(() -> ws.startClosing(CloseCode.GOING_AWAY, ""));
                }
            }
            awaitEnd();
        });
    }

    private void awaitEnd() {
        waitUntil(ALL_COMPLETED, task);
    }

    @Override
    public void waitClosed() {
        awaitEnd();
        throwFailure();
    }

    /**
     * Throws what serving failed with, if it did: accepting, that is; connections fail for themselves. Only once: who
     * has heard of it in a try block must not hear of it again when that closes the server.
     */
    private void throwFailure() {
        if (!failureThrown && task.done() && !task.cancelled()) {
            failureThrown = true;
            task.result();
        }
    }

    // -- what it is

    @Override
    public int port() {
        return listener.port();
    }

    @Override
    public InetSocketAddress localAddress() {
        return listener.localAddress();
    }

    @Override
    public String url(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash: " + path);
        }
        String name = host;
        if (localAddress().getAddress().isAnyLocalAddress()) {
            name = "localhost";
        } else if (name.indexOf(':') >= 0 && localAddress().getAddress() instanceof Inet6Address) {
            name = "[" + name + "]";
        }
        return (tls == null ? "http://" : "https://") + name + ":" + port() + path;
    }

    @Override
    public String toString() {
        return task.name();
    }
}
