package dev.tuliptree.testing;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.ClosedStreamException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One end of a connection inside of this program: no socket, no engine, no time. It keeps the contract of
 * {@link ByteStream}, so a protocol can be tested over a pair of them as over TCP. After Trio's
 * {@code memory_stream_pair}, with buffers that are bounded: who sends more than fits waits until the other end has
 * received.
 */
public final class MemoryStream implements ByteStream {
    /** How many bytes wait in each direction of {@link #pair()}: 64 KiB. */
    public static final int DEFAULT_CAPACITY = 64 * 1024;

    private final String name;
    private final MemoryPipe in;
    private final MemoryPipe out;
    private boolean outputShutDown;
    private boolean closed;

    private MemoryStream(String name, MemoryPipe in, MemoryPipe out) {
        this.name = name;
        this.in = in;
        this.out = out;
    }

    /**
     * Both ends of a connection.
     *
     * @param here one end
     * @param there the other
     */
    public record Pair(MemoryStream here, MemoryStream there) implements AutoCloseable {
        /** Closes both ends. */
        @Override
        public void close() {
            here.close();
            there.close();
        }
    }

    /**
     * Makes a connection of {@link #DEFAULT_CAPACITY}.
     *
     * @return its two ends
     */
    public static Pair pair() {
        return pair(DEFAULT_CAPACITY);
    }

    /**
     * Makes a connection. One of capacity 1 cuts whatever is sent into single bytes.
     *
     * @param capacity how many bytes may wait to be received in each direction, at least one
     * @return its two ends
     */
    public static Pair pair(int capacity) {
        if (capacity < 1) throw new IllegalArgumentException("the capacity must be at least 1, not " + capacity);
        MemoryPipe one = new MemoryPipe(capacity);
        MemoryPipe other = new MemoryPipe(capacity);
        return new Pair(new MemoryStream("here", one, other), new MemoryStream("there", other, one));
    }

    // -- receiving

    @Override
    public byte[] receiveSome(int most) throws IOException {
        if (most < 1) throw new IllegalArgumentException("receiveSome needs room for at least one byte, not " + most);
        ByteBuffer room = ByteBuffer.allocate(Math.min(most, DEFAULT_CAPACITY));
        int count = receiveSome(room);
        return Arrays.copyOf(room.array(), Math.max(0, count));
    }

    @Override
    public int receiveSome(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) throw new IllegalArgumentException("receiveSome needs a buffer that is not full");
        beginReceiving();
        in.awaitReadable();
        int count = in.read(target);
        Checkpoint.passTurn();
        return count;
    }

    @Override
    public void awaitReadable() throws IOException {
        beginReceiving();
        in.awaitReadable();
        Checkpoint.passTurn();
    }

    @Override
    public int tryReceive(ByteBuffer target) throws IOException {
        in.requireReceiverOpen();
        in.readable.requireFree();
        return in.read(target);
    }

    private void beginReceiving() throws IOException {
        Checkpoint.throwIfCancelled();
        in.requireReceiverOpen();
        in.readable.requireFree();
    }

    // -- sending

    @Override
    public void sendAll(ByteBuffer bytes) throws IOException {
        beginSending();
        while (bytes.hasRemaining()) {
            if (out.write(bytes) == 0) out.awaitWritable();
        }
        Checkpoint.passTurn();
    }

    @Override
    public void sendAll(ByteBuffer... buffers) throws IOException {
        beginSending();
        for (ByteBuffer bytes : buffers) {
            while (bytes.hasRemaining()) {
                if (out.write(bytes) == 0) out.awaitWritable();
            }
        }
        Checkpoint.passTurn();
    }

    @Override
    public int trySend(ByteBuffer bytes) throws IOException {
        requireOutput();
        return out.write(bytes);
    }

    @Override
    public void awaitWritable() throws IOException {
        beginSending();
        out.awaitWritable();
        Checkpoint.passTurn();
    }

    private void beginSending() throws IOException {
        Checkpoint.throwIfCancelled();
        requireOutput();
    }

    private void requireOutput() throws IOException {
        out.requireSenderOpen();
        if (outputShutDown) throw new IllegalStateException("nothing can be sent after sendEof()");
        out.writable.requireFree();
    }

    @Override
    public void sendEof() throws IOException {
        if (closed) throw new ClosedStreamException();
        outputShutDown = true;
        out.endSending();
    }

    // -- the rest

    /**
     * Whether it was closed at this end.
     *
     * @return true once it was
     */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        out.closeSender();
        in.closeReceiver();
    }

    @Override
    public void abort() {
        if (closed) return;
        close();
        out.reset();
        in.reset();
    }

    @Override
    public String toString() {
        return "memory stream, " + name + (closed ? ", closed" : "");
    }
}
