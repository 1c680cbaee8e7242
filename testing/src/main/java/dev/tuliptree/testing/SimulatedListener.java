package dev.tuliptree.testing;

import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.engine.Readiness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A listener of a simulated host. */
final class SimulatedListener implements EngineListener {
    /** What the JDK takes for a backlog that was not given. */
    private static final int DEFAULT_BACKLOG = 50;

    private final SimulatedNetwork network;
    private final SimulatedHost host;
    private final InetSocketAddress address;
    private final boolean sharesPort;
    private final int backlog;
    private final Queue<SimulatedSocket> waiting = new ArrayDeque<>();
    private final Request acceptable;

    /** Connections that were granted, and not confirmed yet. */
    private int begun;

    private boolean closed;

    SimulatedListener(SimulatedNetwork network, SimulatedHost host, InetSocketAddress address, ListenOptions options) {
        this.network = network;
        this.host = host;
        this.address = address;
        sharesPort = options.reusePort();
        backlog = options.backlog() < 1 ? DEFAULT_BACKLOG : options.backlog();
        acceptable = new Request(network, () -> !waiting.isEmpty());
    }

    /** Whether a connection to an address is one to here: any of a family, or exactly this. */
    boolean isAt(InetSocketAddress wanted) {
        if (address.getPort() != wanted.getPort()) return false;
        return address.getAddress().equals(wanted.getAddress())
                || Addresses.covers(address.getAddress(), wanted.getAddress());
    }

    boolean isExactlyAt(InetSocketAddress wanted) {
        return address.equals(wanted);
    }

    boolean agreesWith(InetAddress other, ListenOptions options) {
        if (sharesPort && options.reusePort()) return true;
        InetAddress mine = address.getAddress();
        return !mine.equals(other) && !Addresses.covers(mine, other) && !Addresses.covers(other, mine);
    }

    // -- what arrives

    /** Makes room for one more; false if as many wait as may. */
    boolean begin() {
        if (begun + waiting.size() >= backlog) return false;
        begun++;
        return true;
    }

    /** A connection that has begun is confirmed; false if nobody will ever accept it. */
    boolean add(SimulatedSocket socket) {
        begun--;
        if (closed) return false;
        waiting.add(socket);
        acceptable.tellIfWorthTrying();
        return true;
    }

    /** A connection that has begun comes to nothing. */
    void giveUp() {
        begun--;
    }

    // -- the engine's side

    @Override
    public @Nullable EngineSocket accept() throws IOException {
        if (closed) throw new ClosedChannelException();
        SimulatedSocket socket = waiting.poll();
        if (socket == null) return null;
        network.opened(socket);
        return socket.accepted();
    }

    @Override
    public void onAcceptable(@Nullable Readiness readiness) {
        acceptable.ask(readiness);
        boolean falsely = network.happens(network.conditions().streams().falseAlarm());
        if (readiness != null && falsely) network.falseAlarm(acceptable, this, waiting::isEmpty);
    }

    @Override
    public InetSocketAddress localAddress() {
        return address;
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        acceptable.forget();
        host.stopListening(this);
        network.closed(this);
        waiting.forEach(SimulatedSocket::abort);
        waiting.clear();
    }

    @Override
    public String toString() {
        return "listener on " + network.words(address);
    }
}
