package dev.tuliptree.testing;

import dev.tuliptree.engine.EngineDatagrams;
import dev.tuliptree.engine.Readiness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A socket of a simulated host that sends and receives datagrams. */
final class SimulatedDatagrams implements EngineDatagrams {
    /** The longest that UDP over IPv4 carries. */
    private static final int LONGEST = 65_507;

    private final SimulatedNetwork network;
    private final SimulatedHost host;
    private final InetSocketAddress bound;
    private final Queue<Received> waiting = new ArrayDeque<>();
    private final Request readable;
    private final Request writable;
    private InetSocketAddress local;
    private @Nullable InetSocketAddress peer;
    private int bytesWaiting;
    private boolean refused;
    private boolean closed;

    /** A datagram that has arrived. */
    private record Received(InetSocketAddress sender, ByteBuffer bytes) {
        int size() {
            return Packet.HEADER + bytes.remaining();
        }
    }

    SimulatedDatagrams(SimulatedNetwork network, SimulatedHost host, InetSocketAddress local) {
        this.network = network;
        this.host = host;
        this.local = local;
        bound = local;
        readable = new Request(network, () -> !waiting.isEmpty() || refused);
        writable = new Request(network, () -> true);
    }

    @Override
    public void connect(SocketAddress address) throws IOException {
        requireOpen();
        peer = (InetSocketAddress) address;
        // As the system does: what it sends from is certain now.
        local = new InetSocketAddress(sourceFor(peer), local.getPort());
    }

    @Override
    public @Nullable SocketAddress receive(ByteBuffer target) throws IOException {
        requireOpen();
        if (refused) {
            refused = false;
            throw new PortUnreachableException();
        }
        Received next = waiting.poll();
        if (next == null) return null;
        bytesWaiting -= next.size();
        int count = Math.min(target.remaining(), next.bytes.remaining());
        target.put(next.bytes.slice(0, count));
        return next.sender;
    }

    @Override
    public boolean send(ByteBuffer source, @Nullable SocketAddress address) throws IOException {
        requireOpen();
        InetSocketAddress to = address == null ? peer : (InetSocketAddress) address;
        if (to == null) throw new SocketException("the datagram has no address, and the socket no peer");
        if (source.remaining() > LONGEST) {
            throw new SocketException(
                    "Message too long: " + source.remaining() + " bytes, and the limit is " + LONGEST);
        }
        InetSocketAddress from = new InetSocketAddress(sourceFor(to), local.getPort());
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        Link link = network.link(host, to.getAddress());
        DatagramFaults faults = link.conditions().datagrams();
        send(bytes, from, to, link, faults);
        if (network.happens(faults.duplicated())) {
            network.count(NetworkEvent.DATAGRAM_DUPLICATED, this);
            send(bytes, from, to, link, faults);
        }
        return true;
    }

    private InetAddress sourceFor(InetSocketAddress to) throws SocketException {
        return local.getAddress().isAnyLocalAddress() ? host.sourceFor(to.getAddress()) : local.getAddress();
    }

    private void send(byte[] bytes, InetSocketAddress from, InetSocketAddress to, Link link, DatagramFaults faults) {
        long arrival = link.arrival(Packet.HEADER + bytes.length);
        if (network.happens(faults.delayed())) {
            network.count(NetworkEvent.DATAGRAM_DELAYED, this);
            long latency = Math.max(1_000_000, link.conditions().latency().toNanos());
            arrival += latency + network.draw(4 * latency);
        }
        boolean lost = network.happens(faults.lost());
        network.at(arrival, () -> {
            SimulatedHost target = link.to();
            if (lost || link.isInterrupted() || target == null) {
                network.count(NetworkEvent.DATAGRAM_LOST, this);
                return;
            }
            SimulatedDatagrams receiver = target.datagramsAt(to);
            if (receiver != null) receiver.arrived(from, bytes);
            else network.at(link.reversed().arrival(Packet.HEADER), () -> refuse(to));
        });
    }

    private void arrived(InetSocketAddress sender, byte[] bytes) {
        if (peer != null && !peer.equals(sender)) return;
        Received received = new Received(sender, ByteBuffer.wrap(bytes));
        int room = Math.max(Packet.HEADER + LONGEST, network.conditions().buffer());
        if (bytesWaiting + received.size() > room) {
            network.count(NetworkEvent.DATAGRAM_OVERFLOW, this);
            return;
        }
        bytesWaiting += received.size();
        waiting.add(received);
        network.note("datagram of " + bytes.length, this);
        readable.tellIfWorthTrying();
    }

    /** Nobody receives at the peer's: a socket that is connected to it hears of that. */
    private void refuse(InetSocketAddress by) {
        if (closed || !by.equals(peer)) return;
        refused = true;
        readable.tellIfWorthTrying();
    }

    @Override
    public void onReadable(@Nullable Readiness readiness) {
        readable.ask(readiness);
    }

    @Override
    public void onWritable(@Nullable Readiness readiness) {
        writable.ask(readiness);
    }

    @Override
    public InetSocketAddress localAddress() {
        return local;
    }

    /** Where it was bound, which a connection does not change. */
    InetSocketAddress boundAddress() {
        return bound;
    }

    private void requireOpen() throws ClosedChannelException {
        if (closed) throw new ClosedChannelException();
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        readable.forget();
        writable.forget();
        host.stopReceiving(this);
        network.closed(this);
    }

    @Override
    public String toString() {
        return "socket for datagrams at " + network.words(local);
    }
}
