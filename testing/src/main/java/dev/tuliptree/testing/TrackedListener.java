package dev.tuliptree.testing;

import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.Readiness;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A listener of another engine, and the connections that are on their way to it. */
final class TrackedListener implements EngineListener {
    private final Traffic traffic;
    private final EngineListener listener;
    private final Set<TrackedSocket> underWay = new LinkedHashSet<>();

    /** Where accepted connections come from; a client that connects learns its own address later than the listener. */
    private final Set<SocketAddress> accepted = new HashSet<>();

    TrackedListener(Traffic traffic, EngineListener listener) {
        this.traffic = traffic;
        this.listener = listener;
        traffic.opened(this);
        traffic.listening(this);
    }

    void expect(TrackedSocket client) {
        underWay.add(client);
    }

    private Traffic.Expected expected() {
        if (!(localAddress() instanceof InetSocketAddress)) return Traffic.Expected.PERHAPS;
        underWay.removeIf(client -> {
            SocketAddress address = client.connectedFrom();
            return address == null ? client.isClosed() : accepted.remove(address);
        });
        return underWay.isEmpty() ? Traffic.Expected.NOTHING : Traffic.Expected.SOMETHING;
    }

    @Override
    public @Nullable EngineSocket accept() throws IOException {
        EngineSocket socket = listener.accept();
        if (socket == null) return null;
        TrackedSocket tracked = new TrackedSocket(traffic, socket);
        tracked.connected();
        accepted.add(tracked.remoteAddress());
        return tracked;
    }

    @Override
    public void onAcceptable(@Nullable Readiness readiness) {
        listener.onAcceptable(traffic.waiting(this, readiness, this::expected));
    }

    @Override
    public SocketAddress localAddress() {
        return listener.localAddress();
    }

    @Override
    public void close() {
        traffic.stopWaiting(this);
        traffic.stoppedListening(this);
        traffic.closed(this);
        listener.close();
    }

    @Override
    public String toString() {
        return "listener on " + localAddress();
    }
}
