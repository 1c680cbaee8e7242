package dev.tuliptree.net;

import dev.tuliptree.engine.DatagramOptions;
import dev.tuliptree.engine.EngineDatagrams;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.Closeables;
import dev.tuliptree.loop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A socket for datagrams, connected or not. */
abstract sealed class DatagramPort implements AutoCloseable permits UdpSocket, ConnectedUdpSocket {
    private final EngineDatagrams socket;
    private final SocketWaiter readable;
    private final SocketWaiter writable;
    private final Closeables.Watch watch;
    private boolean closed;

    DatagramPort(EngineDatagrams socket) {
        this.socket = socket;
        readable = SocketWaiter.readable(socket);
        writable = SocketWaiter.writable(socket);
        watch = Closeables.opened(this, "a UDP socket");
    }

    /** Opens a socket of the engine. */
    static EngineDatagrams open(InetSocketAddress local, DatagramOptions options) throws IOException {
        return EventLoop.current().engine().datagrams(local, options);
    }

    final Datagram receiveOne() throws IOException {
        begin(readable);
        while (true) {
            // As long as the longest datagram, so that none is cut.
            ByteBuffer scratch = EventLoop.current().scratch();
            InetSocketAddress sender = (InetSocketAddress) socket.receive(scratch);
            if (sender == null) {
                await(readable);
                continue;
            }
            byte[] data = new byte[scratch.flip().remaining()];
            scratch.get(data);
            Checkpoint.passTurn();
            return new Datagram(data, sender);
        }
    }

    final void sendOne(ByteBuffer data, @Nullable InetSocketAddress receiver) throws IOException {
        begin(writable);
        while (!socket.send(data, receiver)) await(writable);
        Checkpoint.passTurn();
    }

    /** The socket, for its options. */
    final EngineDatagrams openSocket() throws IOException {
        if (closed) throw new ClosedStreamException();
        return socket;
    }

    private void begin(SocketWaiter waiter) throws IOException {
        Checkpoint.throwIfCancelled();
        if (closed) throw new ClosedStreamException();
        waiter.requireFree();
    }

    private void await(SocketWaiter waiter) throws IOException {
        waiter.awaitReady();
        if (closed) throw new ClosedStreamException();
    }

    /**
     * Where it receives.
     *
     * @return the address, with the port that was taken
     */
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) socket.localAddress();
    }

    /**
     * The socket below, for other ways to use it, such as transports. Who takes it receives, sends and waits at it
     * alone from then on; closing stays this one's. Not a checkpoint.
     *
     * @return the socket of the engine
     * @throws IllegalStateException if a task waits at this socket
     */
    public EngineDatagrams engineDatagrams() {
        readable.requireFree();
        writable.requireFree();
        return socket;
    }

    /** Closes the socket. A task that waits for it gets an exception. Idempotent. Not a checkpoint. */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        watch.closed();
        socket.close();
        readable.wake();
        writable.wake();
    }
}
