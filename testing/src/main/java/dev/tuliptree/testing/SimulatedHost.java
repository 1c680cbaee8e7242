package dev.tuliptree.testing;

import dev.tuliptree.Action;
import dev.tuliptree.Body;
import dev.tuliptree.ContextVar;
import dev.tuliptree.engine.ListenOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine in a {@link SimulatedNetwork}: addresses, ports, and a loopback interface of its own. What {@link #run}
 * runs, and the tasks that it starts, run on this machine. Loop thread only.
 */
public final class SimulatedHost {
    private static final ContextVar<SimulatedHost> CURRENT = ContextVar.of("simulated host");
    private static final int FIRST_FREE_PORT = 40_000;
    private static final int LAST_PORT = 65_535;

    private final SimulatedNetwork network;
    private final String name;
    private final List<InetAddress> addresses;
    private final List<SimulatedListener> listeners = new ArrayList<>();
    private final Map<InetSocketAddress, SimulatedDatagrams> datagrams = new HashMap<>();
    private int nextPort = FIRST_FREE_PORT;

    SimulatedHost(SimulatedNetwork network, String name, List<InetAddress> addresses) {
        this.network = network;
        this.name = name;
        this.addresses = addresses;
    }

    /** The host that the current task runs on, or another if it runs on none of this network. */
    static SimulatedHost current(SimulatedNetwork network, SimulatedHost fallback) {
        SimulatedHost host = CURRENT.getOrNull();
        return host == null || host.network != network ? fallback : host;
    }

    /**
     * What it is called.
     *
     * @return the name, which leads to its addresses
     */
    public String name() {
        return name;
    }

    /**
     * Where others reach it.
     *
     * @return its first address
     */
    public InetAddress address() {
        return addresses.getFirst();
    }

    /**
     * Everywhere that others reach it.
     *
     * @return its addresses, those of the loopback interface not among them
     */
    public List<InetAddress> addresses() {
        return addresses;
    }

    /**
     * Runs a block on this machine: what it listens on are this one's ports, what it connects from are this one's
     * addresses. So do tasks that it starts.
     *
     * @param body the block
     * @param <X> what it may throw
     * @throws X as the block does
     */
    public <X extends Exception> void run(Action<X> body) throws X {
        this.<@Nullable Void, X>run(() -> {
            body.run();
            return null;
        });
    }

    /**
     * As {@link #run(Action)}, for a block that has a value.
     *
     * @param body the block
     * @param <T> the type of its value
     * @param <X> what it may throw
     * @return its value
     * @throws X as the block does
     */
    public <T extends @Nullable Object, X extends Exception> T run(Body<T, X> body) throws X {
        ContextVar.Token<SimulatedHost> before = CURRENT.set(this);
        try {
            return body.run();
        } finally {
            CURRENT.reset(before);
        }
    }

    // -- addresses and ports

    boolean has(InetAddress address) {
        return address.isLoopbackAddress() || address.isAnyLocalAddress() || addresses.contains(address);
    }

    /** The address that a packet to another one comes from. */
    InetAddress sourceFor(InetAddress target) throws SocketException {
        boolean loopback = target.isLoopbackAddress() || target.isAnyLocalAddress();
        for (InetAddress mine : addresses) {
            if (mine.equals(target)) return mine;
        }
        if (loopback && Addresses.areOfOneFamily(target, Addresses.LOOPBACK)) return Addresses.LOOPBACK;
        if (loopback) return Addresses.LOOPBACK_IPV6;
        for (InetAddress mine : addresses) {
            if (Addresses.areOfOneFamily(mine, target)) return mine;
        }
        throw new SocketException(
                "Network is unreachable: " + name + " has no address of the family of " + target.getHostAddress());
    }

    private void requireMine(InetAddress address) throws BindException {
        if (has(address)) return;
        throw new BindException("Cannot assign requested address: " + address.getHostAddress() + " is none of " + name);
    }

    /** A local address with the port that was asked for, or a free one. */
    InetSocketAddress bound(InetAddress address, int port) throws BindException {
        requireMine(address);
        return new InetSocketAddress(address, port == 0 ? freePort() : port);
    }

    private int freePort() throws BindException {
        for (int tries = FIRST_FREE_PORT; tries <= LAST_PORT; tries++) {
            int port = nextPort;
            nextPort = port == LAST_PORT ? FIRST_FREE_PORT : port + 1;
            boolean taken =
                    listeners.stream().anyMatch(each -> each.localAddress().getPort() == port)
                            || datagrams.keySet().stream().anyMatch(each -> each.getPort() == port);
            if (!taken) return port;
        }
        throw new BindException("Address already in use: no port of " + name + " is free");
    }

    // -- listeners

    SimulatedListener listen(InetSocketAddress wanted, ListenOptions options) throws IOException {
        InetSocketAddress address = bound(wanted.getAddress(), wanted.getPort());
        for (SimulatedListener other : listeners) {
            boolean samePort = other.localAddress().getPort() == address.getPort();
            if (samePort && !other.agreesWith(address.getAddress(), options)) throw inUse(address);
        }
        SimulatedListener listener = new SimulatedListener(network, this, address, options);
        listeners.add(listener);
        return listener;
    }

    private static BindException inUse(InetSocketAddress address) {
        return new BindException("Address already in use: port " + address.getPort());
    }

    void stopListening(SimulatedListener listener) {
        listeners.remove(listener);
    }

    /** Who listens at an address: exactly there, or else at all of them; of several, any one. */
    @Nullable
    SimulatedListener listenerAt(InetSocketAddress address) {
        List<SimulatedListener> fitting =
                listeners.stream().filter(each -> each.isExactlyAt(address)).toList();
        if (fitting.isEmpty()) {
            fitting = listeners.stream().filter(each -> each.isAt(address)).toList();
        }
        return fitting.isEmpty() ? null : fitting.get(network.below(fitting.size()));
    }

    // -- datagrams

    SimulatedDatagrams datagrams(InetSocketAddress wanted) throws IOException {
        InetSocketAddress address = bound(wanted.getAddress(), wanted.getPort());
        if (datagrams.containsKey(address)) throw inUse(address);
        SimulatedDatagrams socket = new SimulatedDatagrams(network, this, address);
        datagrams.put(address, socket);
        return socket;
    }

    void stopReceiving(SimulatedDatagrams socket) {
        datagrams.remove(socket.boundAddress(), socket);
    }

    @Nullable
    SimulatedDatagrams datagramsAt(InetSocketAddress address) {
        SimulatedDatagrams exact = datagrams.get(address);
        if (exact != null) return exact;
        for (SimulatedDatagrams each : datagrams.values()) {
            InetSocketAddress local = each.boundAddress();
            boolean fits = Addresses.covers(local.getAddress(), address.getAddress());
            if (fits && local.getPort() == address.getPort()) return each;
        }
        return null;
    }

    @Override
    public String toString() {
        return name;
    }
}
