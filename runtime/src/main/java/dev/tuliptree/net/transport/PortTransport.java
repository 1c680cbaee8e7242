package dev.tuliptree.net.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A transport over a UDP socket. */
final class PortTransport extends TransportBase<DatagramProtocol> implements DatagramTransport {
    /** How many messages are received in one turn. */
    private static final int MESSAGES_PER_TURN = 16;

    /** What a message that waits counts for beside its bytes, so that empty ones have a limit too. */
    private static final int OVERHEAD = 8;

    private static final int MOST_ERRORS = 16;

    private record Message(ByteBuffer data, @Nullable InetSocketAddress receiver) {
        int size() {
            return data.capacity() + OVERHEAD;
        }
    }

    private final Port port;
    private final SocketAddress localAddress;
    private final ArrayDeque<Message> unsent = new ArrayDeque<>();
    private final ArrayDeque<IOException> errors = new ArrayDeque<>();
    private long unsentSize;

    PortTransport(DatagramProtocol protocol, Port port) {
        super(protocol);
        this.port = port;
        localAddress = port.datagrams().localAddress();
    }

    @Override
    public DatagramProtocol protocol() {
        return protocol;
    }

    // -- receiving

    @Override
    void made() throws Exception {
        protocol.connectionMade(this);
    }

    @Override
    void begunReading() {
        if (!isClosing()) port.datagrams().onReadable(readable);
    }

    @Override
    void readReady() {
        ByteBuffer buffer = buffers.borrow();
        try {
            for (int i = 0; i < MESSAGES_PER_TURN && !isClosing(); i++) {
                if (!receive(buffer.clear())) break;
            }
        } finally {
            buffers.giveBack(buffer);
        }
        begunReading();
    }

    /** Receives a message, or an error; false if there is none. */
    private boolean receive(ByteBuffer buffer) {
        try {
            SocketAddress sender = port.datagrams().receive(buffer);
            if (sender == null) return false;
            received(buffer.flip(), (InetSocketAddress) sender);
        } catch (IOException e) {
            error(e);
        }
        return true;
    }

    private void received(ByteBuffer data, InetSocketAddress sender) {
        try {
            protocol.datagramReceived(data, sender);
        } catch (Throwable e) {
            failed("datagramReceived", e);
        }
    }

    /** The protocol is told in a turn, not from within its own sending; of so many errors at once it needs no more. */
    private void error(IOException why) {
        if (errors.size() < MOST_ERRORS) errors.add(why);
        errorDue();
    }

    @Override
    void tellErrors() {
        IOException why;
        while (!hasEnded() && (why = errors.poll()) != null) {
            try {
                protocol.errorReceived(why);
            } catch (Throwable e) {
                failed("errorReceived", e);
            }
        }
    }

    @Override
    void stopReading() {
        if (!hasEnded()) port.datagrams().onReadable(null);
    }

    // -- sending

    @Override
    public void sendTo(ByteBuffer data, @Nullable InetSocketAddress receiver) {
        InetSocketAddress to = check(receiver);
        if (isClosing()) {
            data.position(data.limit());
            passOver();
        } else if (!unsent.isEmpty() || !send(data, to)) {
            keep(data, to);
        }
    }

    private @Nullable InetSocketAddress check(@Nullable InetSocketAddress receiver) {
        InetSocketAddress peer = port.peer();
        if (receiver != null && receiver.isUnresolved()) {
            throw new IllegalArgumentException(receiver + " is a name: look up its address first");
        }
        if (peer == null && receiver == null) {
            throw new IllegalArgumentException("the socket is connected to nobody: say whom to send to");
        }
        if (peer != null && receiver != null && !receiver.equals(peer)) {
            throw new IllegalArgumentException(
                    "the socket is connected to " + peer + ", it cannot send to " + receiver);
        }
        return peer == null ? receiver : null;
    }

    /** False if there is no room. */
    private boolean send(ByteBuffer data, @Nullable InetSocketAddress receiver) {
        try {
            return port.datagrams().send(data, receiver);
        } catch (IOException e) {
            data.position(data.limit());
            error(e);
            return true;
        }
    }

    private void keep(ByteBuffer data, @Nullable InetSocketAddress receiver) {
        ByteBuffer copy = ByteBuffer.allocate(data.remaining()).put(data).flip();
        if (unsent.isEmpty()) port.datagrams().onWritable(writable);
        Message message = new Message(copy, receiver);
        unsent.add(message);
        unsentSize += message.size();
        pauseIfHigh();
    }

    @Override
    void writeReady() {
        Message first;
        while (!hasEnded() && (first = unsent.peek()) != null) {
            if (!send(first.data(), first.receiver())) {
                port.datagrams().onWritable(writable);
                break;
            }
            unsent.remove();
            unsentSize -= first.size();
        }
        resumeIfLow();
        endIfSent();
    }

    @Override
    public long writeBufferSize() {
        return unsentSize;
    }

    // -- the end

    @Override
    void releaseAndClose(boolean atOnce) {
        unsent.clear();
        unsentSize = 0;
        port.close();
    }

    // -- what it stands on

    @Override
    public SocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public @Nullable SocketAddress peerAddress() {
        return port.peer();
    }

    @Override
    public <T> @Nullable T extraInfo(Class<T> type) {
        return type.isInstance(port.socket()) ? type.cast(port.socket()) : null;
    }

    @Override
    public String toString() {
        return "transport over " + port.socket() + (isClosing() ? ", closing" : "");
    }
}
