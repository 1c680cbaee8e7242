package dev.tuliptree.testing;

import dev.tuliptree.engine.DatagramOptions;
import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.EngineDatagrams;
import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.EngineWatch;
import dev.tuliptree.engine.ListenOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine of a {@link SimulatedNetwork}: its clock is virtual, its TCP and UDP are simulated, the rest is real. */
final class SimulatedEngine implements Engine {
    private final SimulatedNetwork network;
    private final VirtualClockEngine clock;
    private boolean closed;

    SimulatedEngine(SimulatedNetwork network, VirtualClockEngine clock) {
        this.network = network;
        this.clock = clock;
    }

    @Override
    public String name() {
        return SimulatedProvider.NAME;
    }

    // -- time: the virtual clock's

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }

    @Override
    public boolean isVirtual() {
        return true;
    }

    @Override
    public void poll(long timeoutNanos, boolean othersAtWork) throws IOException {
        clock.poll(timeoutNanos, othersAtWork);
    }

    @Override
    public boolean isSettled() {
        return clock.isSettled();
    }

    @Override
    public void wakeup() {
        clock.wakeup();
    }

    // -- sockets

    @Override
    public EngineListener listen(SocketAddress address, ListenOptions options) throws IOException {
        if (!(address instanceof InetSocketAddress wanted)) return clock.listen(address, options);
        requireOpen();
        return opened(hostOf(wanted.getAddress()).listen(wanted, options));
    }

    @Override
    public EngineSocket connect(SocketAddress address, @Nullable SocketAddress local) throws IOException {
        if (!(address instanceof InetSocketAddress wanted)) return clock.connect(address, local);
        requireOpen();
        InetSocketAddress from = (InetSocketAddress) local;
        SimulatedHost host = from == null ? currentHost() : hostOf(from.getAddress());
        InetAddress target =
                wanted.getAddress().isAnyLocalAddress() ? host.sourceFor(wanted.getAddress()) : wanted.getAddress();
        InetSocketAddress bound =
                from == null ? host.bound(host.sourceFor(target), 0) : host.bound(from.getAddress(), from.getPort());
        Link link = network.link(host, target);
        return opened(SimulatedSocket.connect(network, bound, new InetSocketAddress(target, wanted.getPort()), link));
    }

    @Override
    public EngineDatagrams datagrams(SocketAddress local, DatagramOptions options) throws IOException {
        requireOpen();
        if (options.reuseAddress()) {
            throw new UnsupportedOperationException("a simulated network has no multicast, so no address is shared");
        }
        InetSocketAddress wanted = (InetSocketAddress) local;
        return opened(hostOf(wanted.getAddress()).datagrams(wanted));
    }

    private <T> T opened(T socket) {
        network.opened(socket);
        return socket;
    }

    private SimulatedHost currentHost() {
        return SimulatedHost.current(network, network.here());
    }

    /** Whose an address is; the current host's if it is nobody's, which will then say so. */
    private SimulatedHost hostOf(InetAddress address) {
        SimulatedHost current = currentHost();
        return current.has(address) ? current : network.ownerOr(address, current);
    }

    @Override
    public List<InetAddress> lookUp(String name) throws UnknownHostException {
        return network.lookUp(name);
    }

    @Override
    public EngineWatch watch(SelectableChannel channel) {
        return clock.watch(channel);
    }

    private void requireOpen() {
        if (closed) throw new ClosedSelectorException();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        network.closeAll();
        clock.close();
    }
}
