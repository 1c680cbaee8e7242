package dev.tuliptree.testing;

import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.Readiness;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One end of a simulated connection. What is written goes out as packets over a {@link Wire}; what the peer has not
 * read yet counts against the room there is, wherever it is.
 */
final class SimulatedSocket implements EngineSocket {
    private final SimulatedNetwork network;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final Inlet inlet;
    private final Request readable;
    private final Request writable;

    /** The listener that has to do with it until it is accepted; null at the end that connects. */
    private @Nullable SimulatedListener listener;

    private @Nullable Wire out;
    private int room;
    private boolean connected;
    private boolean outputEnded;
    private boolean inputEnded;
    private boolean closed;
    private @Nullable Breakage broken;

    private SimulatedSocket(
            SimulatedNetwork network,
            InetSocketAddress local,
            InetSocketAddress remote,
            @Nullable SimulatedListener listener) {
        this.network = network;
        this.local = local;
        this.remote = remote;
        this.listener = listener;
        inlet = new Inlet(network, this);
        readable = new Request(network, this::isWorthReading);
        writable = new Request(network, this::isWorthWriting);
    }

    /** Begins to connect. */
    static SimulatedSocket connect(
            SimulatedNetwork network, InetSocketAddress local, InetSocketAddress remote, Link link) {
        SimulatedSocket here = new SimulatedSocket(network, local, remote, null);
        SimulatedSocket there = new SimulatedSocket(network, remote, local, null);
        here.wire(link, there);
        there.wire(link.reversed(), here);
        here.send(new Packet.Syn());
        return here;
    }

    private void wire(Link link, SimulatedSocket peer) {
        out = new Wire(network, link, this, peer);
        room = link.conditions().buffer();
    }

    private Wire out() {
        return Objects.requireNonNull(out);
    }

    private void send(Packet packet) {
        out().send(packet);
    }

    StreamFaults faults() {
        return out().link().faults();
    }

    // -- what arrives, from within a poll

    /** Takes a packet; false drops it, and it will be sent again. */
    boolean take(Packet packet) {
        network.note(packet.words(), this);
        return switch (packet) {
            case Packet.Syn _ -> takeSyn();
            case Packet.SynAck _ -> takeSynAck();
            case Packet.Established _ -> takeEstablished();
            case Packet.Data data -> takeData(data.bytes());
            case Packet.Ack ack -> takeAck(ack.count());
            case Packet.Fin _ -> takeFin();
        };
    }

    private boolean takeSyn() {
        SimulatedHost host = Objects.requireNonNull(out().link().reversed().to());
        SimulatedListener found = host.listenerAt(local);
        if (found == null || network.happens(faults().refused())) {
            network.count(NetworkEvent.REFUSED, this);
            out().reset();
            return true;
        }
        if (!found.begin()) {
            network.count(NetworkEvent.BACKLOG_FULL, this);
            return false;
        }
        listener = found;
        send(new Packet.SynAck());
        return true;
    }

    private boolean takeSynAck() {
        if (closed) {
            out().reset();
            return true;
        }
        connected = true;
        network.count(NetworkEvent.CONNECTED, this);
        send(new Packet.Established());
        writable.tellIfWorthTrying();
        return true;
    }

    private boolean takeEstablished() {
        SimulatedListener waitingAt = Objects.requireNonNull(listener);
        connected = true;
        if (broken == null && !waitingAt.add(this)) abort();
        return true;
    }

    private boolean takeData(ByteBuffer bytes) {
        if (closed || broken != null) {
            network.count(NetworkEvent.SENT_TO_CLOSED, this);
            out().reset();
        } else if (network.happens(faults().reset())) {
            network.count(NetworkEvent.RESET_MIDWAY, this);
            out().peer().fail(Breakage.RESET);
            fail(Breakage.RESET);
        } else {
            inlet.add(bytes);
            readable.tellIfWorthTrying();
        }
        return true;
    }

    private boolean takeAck(int count) {
        room += count;
        writable.tellIfWorthTrying();
        return true;
    }

    private boolean takeFin() {
        // On a connection that broke, bytes before it may not have come: it would pass for an orderly end.
        if (broken != null) return true;
        inputEnded = true;
        readable.tellIfWorthTrying();
        return true;
    }

    /** The connection is broken, of which whoever waits is told. */
    void fail(Breakage how) {
        if (broken != null || closed) return;
        broken = connected || listener != null || how == Breakage.TIMED_OUT ? how : Breakage.REFUSED;
        network.note(broken.toString(), this);
        if (listener != null && !connected) listener.giveUp();
        readable.tellIfWorthTrying();
        writable.tellIfWorthTrying();
    }

    // -- the engine's side

    /** Somebody has accepted it. */
    SimulatedSocket accepted() {
        listener = null;
        return this;
    }

    @Override
    public boolean finishConnect() throws IOException {
        requireOpen();
        if (!connected && broken != null) throw broken.whenConnecting();
        return connected;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        if (!target.hasRemaining()) return 0;
        if (!inlet.isEmpty()) {
            int count = inlet.read(target);
            if (broken == null) send(new Packet.Ack(count));
            return count;
        }
        if (inputEnded) return -1;
        if (broken != null) throw broken.whenReading();
        return 0;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        requireOpen();
        if (outputEnded) throw new ClosedChannelException();
        if (broken != null) throw broken.whenWriting();
        if (!connected) throw new NotYetConnectedException();
        int offered = source.remaining();
        if (offered == 0) return 0;
        int count = Math.min(offered, room);
        if (count == 0) {
            network.count(NetworkEvent.NO_ROOM, this);
            return 0;
        }
        if (count > 1 && network.happens(faults().shortWrite())) count = 1 + network.below(count - 1);
        if (count < offered) network.count(NetworkEvent.PARTIAL_WRITE, this);
        room -= count;
        byte[] taken = new byte[count];
        source.get(taken);
        sendInPieces(ByteBuffer.wrap(taken));
        return count;
    }

    private void sendInPieces(ByteBuffer bytes) {
        while (bytes.remaining() > 1 && network.happens(faults().split())) {
            network.count(NetworkEvent.SPLIT, this);
            int length = 1 + network.below(bytes.remaining() - 1);
            send(new Packet.Data(bytes.slice(bytes.position(), length)));
            bytes.position(bytes.position() + length);
        }
        send(new Packet.Data(bytes.slice()));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, sources.length);
        long total = 0;
        for (int i = offset; i < offset + length; i++) {
            total += write(sources[i]);
            if (sources[i].hasRemaining()) break;
        }
        return total;
    }

    @Override
    public void onReadable(@Nullable Readiness readiness) {
        readable.ask(readiness);
        if (readiness != null && network.happens(faults().falseAlarm())) inlet.alarm(readable);
    }

    @Override
    public void onWritable(@Nullable Readiness readiness) {
        writable.ask(readiness);
    }

    private boolean isWorthReading() {
        return !inlet.isEmpty() || inputEnded || broken != null || closed;
    }

    private boolean isWorthWriting() {
        return (connected && room > 0) || broken != null || outputEnded || closed;
    }

    @Override
    public void shutdownOutput() throws IOException {
        requireOpen();
        if (broken != null) throw broken.whenWriting();
        if (outputEnded) return;
        if (!inputEnded) network.count(NetworkEvent.HALF_CLOSED, this);
        endOutput();
    }

    private void endOutput() {
        if (outputEnded) return;
        outputEnded = true;
        send(new Packet.Fin());
    }

    @Override
    public void abort() {
        if (closed) return;
        release();
        if (broken == null) out().reset();
    }

    @Override
    public void close() {
        if (closed) return;
        release();
        if (broken != null || !connected) return;
        if (inlet.isEmpty()) {
            endOutput();
        } else {
            // As RFC 2525 asks for in section 2.17: the peer is to know that not all was read.
            network.count(NetworkEvent.CLOSED_UNREAD, this);
            out().reset();
        }
    }

    private void release() {
        closed = true;
        readable.forget();
        writable.forget();
        network.closed(this);
    }

    private void requireOpen() throws ClosedChannelException {
        if (closed) throw new ClosedChannelException();
    }

    @Override
    public InetSocketAddress localAddress() {
        return local;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public void setNoDelay(boolean noDelay) throws IOException {
        requireOpen();
    }

    @Override
    public void setKeepAlive(boolean keepAlive) throws IOException {
        requireOpen();
    }

    @Override
    public String toString() {
        return "socket " + network.words(local) + " to " + network.words(remote);
    }
}
