package dev.tuliptree.testing;

import dev.tuliptree.engine.Readiness;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one engine's sockets send to each other, and who waits for it. Loop thread only.
 *
 * <p>Two sockets are ends of one connection if the local address of each is the remote one of the other. What one has
 * written and the other has not read is on its way, or has arrived without having been looked at; either way whoever
 * waits for it is about to be told.
 */
final class Traffic {
    /** What those who wait at a socket may expect. */
    enum Expected {
        /** Nobody waits, or for something that no socket of this engine has sent. */
        NOTHING,
        /** The other end is not this engine's, or has not taken all that was sent. */
        PERHAPS,
        /** It was sent, and only has to arrive. */
        SOMETHING
    }

    /** A connection as seen from one end. */
    record Route(SocketAddress local, SocketAddress remote) {
        Route reversed() {
            return new Route(remote, local);
        }
    }

    /** Somebody who waits at a socket, in one direction. */
    interface Wait {
        Expected expected();
    }

    private final Map<Route, TrackedSocket> ends = new HashMap<>();
    private final Map<Object, Wait> waits = new LinkedHashMap<>();
    private final Set<Object> open = new LinkedHashSet<>();
    private final Map<SocketAddress, TrackedListener> listeners = new HashMap<>();
    private boolean news;

    // -- who is there

    void opened(Object socket) {
        open.add(socket);
    }

    void closed(Object socket) {
        open.remove(socket);
    }

    /** Closes what no engine below will. */
    void closeSimulated() {
        for (Object socket : open.toArray()) {
            switch (socket) {
                case SimulatedSocket stream -> stream.close();
                case SimulatedListener listener -> listener.close();
                case SimulatedDatagrams datagrams -> datagrams.close();
                default -> {}
            }
        }
    }

    List<String> open() {
        List<String> words = new ArrayList<>();
        for (Object socket : open) words.add(socket.toString());
        return words;
    }

    void listening(TrackedListener listener) {
        listeners.put(listener.localAddress(), listener);
    }

    void stoppedListening(TrackedListener listener) {
        listeners.remove(listener.localAddress(), listener);
    }

    /** A connection attempt has begun: the listener, if it is one of this engine's, is about to hear of it. */
    void connecting(TrackedSocket socket, SocketAddress to) {
        // In the Unix domain those who connect have no addresses that would tell them from each other.
        if (!(to instanceof InetSocketAddress tcp)) return;
        TrackedListener listener = listeners.get(to);
        if (listener == null) {
            InetAddress wildcard = new InetSocketAddress(tcp.getPort()).getAddress();
            listener = listeners.get(new InetSocketAddress(wildcard, tcp.getPort()));
        }
        if (listener != null) listener.expect(socket);
    }

    void connected(TrackedSocket socket, Route route) {
        ends.put(route, socket);
    }

    void disconnected(TrackedSocket socket, Route route) {
        TrackedSocket other = ends.get(route.reversed());
        if (other != null && !other.isClosed()) return;
        ends.remove(route, socket);
        ends.remove(route.reversed());
    }

    @Nullable
    TrackedSocket end(Route route) {
        return ends.get(route);
    }

    // -- who waits

    /** Takes note of somebody who waits, and of their being told; returns what to give to the engine below. */
    @Nullable
    Readiness waiting(Object direction, @Nullable Readiness readiness, Wait wait) {
        if (readiness == null) {
            waits.remove(direction);
            return null;
        }
        waits.put(direction, wait);
        return () -> {
            waits.remove(direction);
            news = true;
            readiness.ready();
        };
    }

    void stopWaiting(Object direction) {
        waits.remove(direction);
    }

    Expected expected() {
        Expected most = Expected.NOTHING;
        for (Wait wait : waits.values()) {
            Expected one = wait.expected();
            if (one.compareTo(most) > 0) most = one;
        }
        return most;
    }

    // -- what has happened in the current poll

    void beginPoll() {
        news = false;
    }

    boolean hasNews() {
        return news;
    }
}
