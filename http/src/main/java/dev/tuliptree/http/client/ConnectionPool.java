package dev.tuliptree.http.client;

import static java.lang.System.Logger.Level.DEBUG;

import dev.tuliptree.http.stream.BufferPool;
import dev.tuliptree.http.wire.HttpLimits;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.ParkingLot;
import dev.tuliptree.loop.TimerHandle;
import dev.tuliptree.net.ByteStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a session: those in use, those being made and those kept for the next request.
 *
 * <p><b>Places.</b> Each of these connections takes up one place, of its origin's and of all. A request needs a
 * connection that is idle, or a place to open one in; if all are taken by idle connections to other origins, the one
 * that has been idle longest is closed for it.
 *
 * <p><b>Order.</b> Requests that must wait are served in the order in which they came, except that one whose origin has
 * no place left does not hold up those for others. Whenever a place or connection becomes free, {@link #serveWaiting}
 * hands it to whoever is next, before anyone else can take it: so a request that finds something free never passes one
 * that waits for it.
 */
final class ConnectionPool {
    private static final System.Logger LOG = System.getLogger(ConnectionPool.class.getName());

    /** What a request gets. */
    private sealed interface Grant {
        /** A connection that was idle. */
        record Use(ClientConnection connection) implements Grant {}

        /** A place to open one in. */
        record Open() implements Grant {}

        /** Nothing: the session was closed. */
        record Closed() implements Grant {}
    }

    private static final Grant OPEN = new Grant.Open();
    private static final Grant CLOSED = new Grant.Closed();

    /** One origin. */
    private static final class Server {
        final Origin origin;
        /** The one used last at the end: it is the least likely to have been closed by its server. */
        final ArrayDeque<ClientConnection> idle = new ArrayDeque<>();

        final ParkingLot line;
        int places;

        Server(Origin origin) {
            this.origin = origin;
            line = new ParkingLot("a connection to " + origin);
        }

        /** When the request that is first in line has come. */
        long firstTicket() {
            return (Long) Objects.requireNonNull(line.firstOffer());
        }
    }

    private final EventLoop loop = EventLoop.current();
    private final BufferPool buffers;
    private final PoolLimits limits;
    private final HttpLimits http;
    private final Connector connector;
    private final ProxyLogins logins = new ProxyLogins();
    private final Map<Origin, Server> servers = new HashMap<>();
    private final Set<Server> waitedFor = new LinkedHashSet<>();
    private final Set<ClientConnection> inUse = new LinkedHashSet<>();
    /** The one that has been idle longest first. */
    private final Set<ClientConnection> idle = new LinkedHashSet<>();

    private int places;
    private int waiting;
    private long tickets;
    private @Nullable TimerHandle expiry;
    private boolean closed;

    ConnectionPool(BufferPool buffers, PoolLimits limits, HttpLimits http, Connector connector) {
        this.buffers = buffers;
        this.limits = limits;
        this.http = http;
        this.connector = connector;
    }

    /**
     * A connection for one request, to be given back with {@link #release}. A checkpoint.
     *
     * @param fresh whether it must be one that was not used before
     */
    ClientConnection lease(Origin origin, boolean fresh, Patience patience, ClientTrace trace) throws IOException {
        Checkpoint.throwIfCancelled();
        Server server = servers.computeIfAbsent(origin, Server::new);
        Grant grant = server.line.isEmpty() ? tryGrant(server) : null;
        if (grant == null) {
            trace.waitingForConnection(origin);
            grant = patience.pool(() -> await(server));
        }
        return switch (grant) {
            case Grant.Use(ClientConnection connection) -> {
                if (!fresh && connection.isQuiet()) {
                    inUse.add(connection);
                    trace.connectionReused(origin);
                    yield connection;
                }
                connection.close();
                yield open(server, patience, trace);
            }
            case Grant.Open _ -> open(server, patience, trace);
            case Grant.Closed _ -> throw new IOException("the session was closed");
        };
    }

    private Grant await(Server server) throws IOException {
        if (waiting >= limits.maxWaiting()) {
            forgetIfUnused(server);
            throw new IOException(waiting + " requests are waiting already for a connection");
        }
        waiting++;
        waitedFor.add(server);
        try {
            return (Grant) Objects.requireNonNull(server.line.park(tickets++));
        } finally {
            waiting--;
            if (server.line.isEmpty()) {
                waitedFor.remove(server);
            }
            forgetIfUnused(server);
        }
    }

    /** Opens a connection in a place that was granted. */
    private ClientConnection open(Server server, Patience patience, ClientTrace trace) throws IOException {
        boolean opened = false;
        try {
            trace.connecting(server.origin);
            ConnectContext context = new ConnectContext(logins, trace);
            ByteStream stream =
                    patience.connect(() -> DirectConnector.connect(connector, server.origin, false, context));
            if (closed) {
                stream.close();
                throw new IOException("the session was closed");
            }
            Forwarder forwarder = DirectConnector.forwarder(connector, server.origin, logins);
            ClientConnection connection = new ClientConnection(server.origin, stream, buffers, http, forwarder);
            inUse.add(connection);
            opened = true;
            trace.connected(server.origin);
            return connection;
        } finally {
            if (!opened) {
                freePlace(server);
            }
        }
    }

    /** Takes an idle connection, or a place, if there is one. */
    private @Nullable Grant tryGrant(Server server) {
        if (closed) {
            return CLOSED;
        }
        ClientConnection connection = server.idle.pollLast();
        if (connection != null) {
            idle.remove(connection);
            return new Grant.Use(connection);
        }
        if (server.places >= limits.maxPerOrigin()) {
            return null;
        }
        if (places >= limits.maxConnections()) {
            if (idle.isEmpty()) {
                return null;
            }
            evict(idle.iterator().next());
        }
        server.places++;
        places++;
        return OPEN;
    }

    private boolean canGrant(Server server) {
        return !server.idle.isEmpty()
                || (server.places < limits.maxPerOrigin() && (places < limits.maxConnections() || !idle.isEmpty()));
    }

    /** Hands out what is free to those who wait, the one who has waited longest first. */
    private void serveWaiting() {
        while (true) {
            Server next = null;
            for (Server server : waitedFor) {
                if (!server.line.isEmpty()
                        && canGrant(server)
                        && (next == null || server.firstTicket() < next.firstTicket())) {
                    next = server;
                }
            }
            if (next == null) {
                return;
            }
            next.line.unpark(tryGrant(next));
        }
    }

    /**
     * Takes a connection back. Not a checkpoint.
     *
     * @param reusable whether another request can be sent on it
     */
    void release(ClientConnection connection, boolean reusable) {
        if (!inUse.remove(connection)) {
            return;
        }
        Server server = Objects.requireNonNull(servers.get(connection.origin));
        if (!reusable || closed || limits.idle().isZero()) {
            connection.close();
            freePlace(server);
            return;
        }
        connection.complete();
        long keep = limits.idle().toNanos();
        if (connection.keptByServer != null) {
            // Less a second, so that our request does not cross its goodbye.
            keep = Math.min(keep, connection.keptByServer.toNanos() - 1_000_000_000L);
        }
        connection.idleUntil = loop.nanoTime() + keep;
        server.idle.addLast(connection);
        idle.add(connection);
        serveWaiting();
        if (!idle.isEmpty() && (expiry == null || expiry.when() > connection.idleUntil)) {
            expireLater();
        }
    }

    private void freePlace(Server server) {
        server.places--;
        places--;
        forgetIfUnused(server);
        serveWaiting();
    }

    private void forgetIfUnused(Server server) {
        if (server.places == 0 && server.line.isEmpty()) {
            servers.remove(server.origin, server);
        }
    }

    private void evict(ClientConnection connection) {
        Server server = Objects.requireNonNull(servers.get(connection.origin));
        idle.remove(connection);
        server.idle.remove(connection);
        connection.close();
        server.places--;
        places--;
        forgetIfUnused(server);
    }

    // -- idle connections

    private void expireLater() {
        long first = Long.MAX_VALUE;
        for (ClientConnection connection : idle) {
            first = Math.min(first, connection.idleUntil);
        }
        if (expiry != null) {
            if (expiry.when() <= first && first != Long.MAX_VALUE) {
                return;
            }
            expiry.cancel();
            expiry = null;
        }
        if (first != Long.MAX_VALUE) {
            expiry = loop.callAt(first, this::expire);
        }
    }

    private void expire() {
        expiry = null;
        long now = loop.nanoTime();
        for (ClientConnection connection : List.copyOf(idle)) {
            if (connection.idleUntil <= now) {
                LOG.log(DEBUG, () -> "closing an idle " + connection);
                evict(connection);
            }
        }
        serveWaiting();
        expireLater();
    }

    // -- the rest

    /** How many connections there are, in use, idle and being made. */
    int size() {
        return places;
    }

    /** How much of a body that nobody has read is worth reading for the sake of its connection. */
    int maxDrainBytes() {
        return limits.maxDrainBytes();
    }

    /** What its proxies are told. */
    ProxyLogins logins() {
        return logins;
    }

    int idleCount() {
        return idle.size();
    }

    int waitingCount() {
        return waiting;
    }

    /** Closes all connections, also those in use, and has those fail who wait for one. Not a checkpoint. */
    void close() {
        closed = true;
        for (ClientConnection connection : List.copyOf(idle)) {
            evict(connection);
        }
        expireLater();
        for (ClientConnection connection : List.copyOf(inUse)) {
            release(connection, false);
        }
        for (Server server : new ArrayList<>(waitedFor)) {
            server.line.unparkAll(CLOSED);
        }
    }
}
