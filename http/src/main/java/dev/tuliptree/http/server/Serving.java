package dev.tuliptree.http.server;

import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.stream.BufferPool;
import dev.tuliptree.http.wire.DateHeader;
import dev.tuliptree.http.wire.EncodedHeader;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.tls.TlsStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What serves connections, on whatever streams, and what they share. */
public final class Serving {
    private final EventLoop loop = EventLoop.current();
    private final BufferPool buffers = new BufferPool();
    private final ParserPool parsers;
    private final DateHeader date = new DateHeader();
    private long dateRound = Long.MIN_VALUE;
    private long epochSecond;
    private final Set<HttpConnection> connections = new LinkedHashSet<>();
    private final Dispatch dispatch;
    private final ServerOptions options;
    private final @Nullable EncodedHeader nameHeader;
    private final long headNanos;
    private final long idleNanos;
    private boolean closing;

    /** For connections of the current loop. */
    public Serving(Dispatch dispatch, ServerOptions options) {
        this.dispatch = dispatch;
        this.options = options;
        parsers = new ParserPool(options.limits().http());
        String name = options.serverName();
        nameHeader = name == null ? null : EncodedHeader.of("Server", name);
        headNanos = options.timeouts().head().toNanos();
        idleNanos = options.timeouts().idle().toNanos();
    }

    /** Serves a connection to its end, and closes its stream. */
    public void serve(ByteStream stream) throws IOException {
        try (stream) {
            HttpConnection connection = new HttpConnection(this, stream);
            connections.add(connection);
            try {
                connection.serve();
            } finally {
                connections.remove(connection);
            }
        }
    }

    /** Who is at the other end; this machine, if the stream is nothing that has addresses. */
    static InetSocketAddress remoteAddress(ByteStream stream) {
        return switch (stream) {
            case SocketStream socket -> socket.remoteAddress();
            case TlsStream tls -> remoteAddress(tls.transport());
            default -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        };
    }

    /** From now on each connection ends when it has answered what is under way. */
    void beginToClose() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    Set<HttpConnection> connections() {
        return connections;
    }

    EventLoop loop() {
        return loop;
    }

    BufferPool buffers() {
        return buffers;
    }

    ParserPool parsers() {
        return parsers;
    }

    DateHeader date() {
        return date;
    }

    /** The time of day; the system is asked for it once in a round of the loop, however many requests that answers. */
    long epochSecond() {
        long round = loop.roundNanoTime();
        if (round != dateRound) {
            dateRound = round;
            epochSecond = System.currentTimeMillis() / 1000;
        }
        return epochSecond;
    }

    Dispatch dispatch() {
        return dispatch;
    }

    ServerOptions options() {
        return options;
    }

    @Nullable
    EncodedHeader nameHeader() {
        return nameHeader;
    }

    long headNanos() {
        return headNanos;
    }

    long idleNanos() {
        return idleNanos;
    }
}
