package dev.tuliptree.http.server;

import static dev.tuliptree.Async.ALL_COMPLETED;
import static dev.tuliptree.Async.moveOnAfter;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.shielded;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.waitUntil;

import dev.tuliptree.Task;
import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.http.Lifespan;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerConnection;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.websocket.WebSocketConnection;
import dev.tuliptree.http.wire.CloseCode;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.ServeOptions;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.UnixListener;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.net.tls.TlsStream;
import dev.tuliptree.sync.Event;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
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
    private final Entrance entrance;
    private final Lifespans lifespans;
    private final Serving serving;
    private final Duration grace;
    private final @Nullable TlsServerOptions tls;
    private final Task<@Nullable Void> task;
    private boolean failureThrown;
    private boolean opened;

    private HttpServer(Entrance entrance, List<Lifespan> lifespans, Dispatch dispatch, ServerOptions options)
            throws IOException {
        this.entrance = entrance;
        serving = new Serving(dispatch, options);
        tls = options.tls();
        grace = options.timeouts().shutdownGrace();
        ServeOptions accepting = new ServeOptions(options.limits().maxConnections());
        this.lifespans = Lifespans.begin(lifespans, this::endEarly);
        task = serving.loop()
                .createTask(() -> entrance.serve(accepting, this::serve))
                .name("http server on " + entrance);
        opened = true;
    }

    /**
     * Listens, begins the lifespans, and starts to serve. Whoever connects before that has happened waits.
     *
     * @throws IOException if the address cannot be bound, and says which; or if a lifespan failed
     */
    public static HttpServer open(
            String host,
            int port,
            ListenOptions listening,
            List<Lifespan> lifespans,
            Dispatch dispatch,
            ServerOptions options)
            throws IOException {
        return open(new Entrance.Tcp(host, TcpListener.open(host, port, listening)), lifespans, dispatch, options);
    }

    /**
     * As {@link #open(String, int, ListenOptions, List, Dispatch, ServerOptions)}, at a socket file.
     *
     * @throws IOException if somebody listens there, or there is another file; or if a lifespan failed
     */
    public static HttpServer open(Path path, List<Lifespan> lifespans, Dispatch dispatch, ServerOptions options)
            throws IOException {
        return open(new Entrance.Unix(UnixListener.open(path)), lifespans, dispatch, options);
    }

    private static HttpServer open(
            Entrance entrance, List<Lifespan> lifespans, Dispatch dispatch, ServerOptions options) throws IOException {
        boolean opened = false;
        try {
            HttpServer server = new HttpServer(entrance, lifespans, dispatch, options);
            opened = true;
            return server;
        } finally {
            if (!opened) {
                entrance.close();
            }
        }
    }

    private void serve(ByteStream socket) throws IOException {
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

    /** What the application needs has ended before the server has. */
    private void endEarly() {
        // If it has not been opened yet, it will not be: whoever opens it is told why.
        if (opened && !serving.isClosing()) {
            serving.beginToClose();
            entrance.close();
            task.cancel("a lifespan of the application has ended");
            closed.set();
        }
    }

    @Override
    public void close() {
        if (!serving.isClosing()) {
            serving.beginToClose();
            shielded(this::closeInOrder);
        } else {
            shielded(closed::await);
        }
        endLifespans();
    }

    private void closeInOrder() {
        try {
            entrance.close();
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
        if (serving.isClosing()) {
            closed.await();
            endLifespans();
        }
        throwFailure();
    }

    private void endLifespans() {
        try {
            lifespans.close();
        } finally {
            throwFailure();
        }
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
        return entrance.address().getPort();
    }

    @Override
    public InetSocketAddress localAddress() {
        return entrance.address();
    }

    @Override
    public List<ServerConnection> connections() {
        return serving.connections().stream().map(HttpConnection::snapshot).toList();
    }

    @Override
    public String url(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash: " + path);
        }
        return (tls == null ? "http://" : "https://") + entrance.authority() + path;
    }

    @Override
    public String toString() {
        return task.name();
    }
}
