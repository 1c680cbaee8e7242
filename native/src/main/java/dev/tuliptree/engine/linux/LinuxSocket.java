package dev.tuliptree.engine.linux;

import dev.tuliptree.engine.EngineSocket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;

/** A stream socket of a {@link LinuxEngine}. */
public class LinuxSocket extends LinuxHandle implements EngineSocket {
    private static final int SHUT_WR = 1;

    /** From so many bytes on to copy them takes longer than to tell the system where they are. */
    private static final int WORTH_NO_COPY = 8 * 1024;

    private final int family;
    private final SocketAddress remoteAddress;
    private boolean connected;
    private boolean outputShutDown;

    /**
     * For engines.
     *
     * @param engine the engine
     * @param descriptor a descriptor, open and not blocking
     * @param family its family
     * @param remoteAddress the address it is, or is to be, connected to
     */
    protected LinuxSocket(LinuxEngine engine, int descriptor, int family, SocketAddress remoteAddress) {
        super(engine, descriptor);
        this.family = family;
        this.remoteAddress = remoteAddress;
    }

    // -- connecting

    /**
     * Whether the connection is known to be made.
     *
     * @return false if it may be under way yet
     */
    public final boolean isConnected() {
        return connected;
    }

    /** It is connected, as a listener had it. */
    final void accepted() throws IOException {
        connected = true;
        setNoDelay(true);
    }

    /** It was connected at once, as in the Unix domain. */
    final void connected() {
        connected = true;
    }

    /** Asks the system also where no event has come yet: a peer may have left again before the next poll. */
    @Override
    public boolean finishConnect() throws IOException {
        requireOpen();
        if (connected) return true;
        int error = engine.calls.get(descriptor, SocketOptions.SOL_SOCKET, SocketOptions.SO_ERROR);
        if (error != 0) {
            close();
            throw Errno.whenOpening(Math.abs(error));
        }
        connected = engine.calls.remoteAddress(descriptor) >= 0;
        if (!connected) noRoomToWrite();
        return connected;
    }

    @Override
    final boolean isBound() {
        return connected;
    }

    @Override
    public SocketAddress remoteAddress() {
        return remoteAddress;
    }

    // -- reading and writing

    protected final void requireConnected() throws ClosedChannelException {
        requireOpen();
        if (!connected) throw new NotYetConnectedException();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireConnected();
        if (!target.hasRemaining()) return 0;
        int count = tryReceive(target);
        if (count > 0) return count;
        if (count == 0) return -1;
        if (count != -Errno.EAGAIN) throw Errno.whenTransferring(-count);
        return 0;
    }

    /**
     * Takes bytes that have arrived.
     *
     * @param target where to put them, which has room
     * @return how many, 0 at the end of the stream, or {@code -errno}
     */
    protected final int tryReceive(ByteBuffer target) {
        int asked = Math.min(target.remaining(), Calls.MOST_BYTES);
        int count = engine.calls.receive(descriptor, target, asked);
        if (count > 0) {
            target.position(target.position() + count);
            if (count < asked) readLessThanAsked();
        } else if (count == -Errno.EAGAIN) {
            nothingToRead();
        }
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        requireWritable();
        int length = source.remaining();
        if (length > Calls.MOST_BYTES) {
            return source.isDirect() ? writeDirect(new ByteBuffer[] {source}, 0, 1) : writeCopied(source);
        }
        if (length == 0) return 0;
        int count = written(engine.calls.send(descriptor, source, length), length);
        source.position(source.position() + count);
        return count;
    }

    private int writeCopied(ByteBuffer source) throws IOException {
        int before = source.remaining();
        int asked = 0;
        for (int count = asked; count == asked && source.hasRemaining(); ) {
            asked = Math.min(source.remaining(), Calls.MOST_COPIED);
            count = written(engine.calls.sendCopied(descriptor, source, asked), asked);
            source.position(source.position() + count);
        }
        return before - source.remaining();
    }

    private int writeDirect(ByteBuffer[] sources, int first, int parts) throws IOException {
        int asked = (int) Math.min(remaining(sources, first, first + parts), Integer.MAX_VALUE);
        int count = written(engine.calls.sendDirect(descriptor, sources, first, parts), asked);
        advance(sources, first, count);
        return count;
    }

    private static long remaining(ByteBuffer[] sources, int first, int end) {
        long sum = 0;
        for (int i = first; i < end; i++) sum += sources[i].remaining();
        return sum;
    }

    private void requireWritable() throws ClosedChannelException {
        requireConnected();
        if (outputShutDown) throw new ClosedChannelException();
    }

    private int written(int count, int asked) throws IOException {
        if (count < asked) noRoomToWrite();
        if (count >= 0) return count;
        if (count != -Errno.EAGAIN) throw Errno.whenTransferring(-count);
        return 0;
    }

    /**
     * Several buffers are copied together, as the system's own way of gathering can reach no arrays. Only what is long
     * is not: it goes from where it is, or alone.
     */
    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        requireWritable();
        int end = offset + length;
        int first = offset;
        while (first < end && !sources[first].hasRemaining()) first++;
        if (first == end) return 0;
        if (first == end - 1 || sources[first].remaining() >= Calls.MOST_BYTES) return write(sources[first]);
        int direct = direct(sources, first, end);
        if (remaining(sources, first, first + direct) > WORTH_NO_COPY) return writeDirect(sources, first, direct);
        int asked = gather(sources, first, end);
        int count = written(engine.calls.send(descriptor, engine.calls.gathered, asked), asked);
        advance(sources, first, count);
        return count;
    }

    /** How many buffers, one behind the other, are outside of the heap. */
    private static int direct(ByteBuffer[] sources, int first, int end) {
        int last = Math.min(end, first + Calls.MOST_BUFFERS);
        int i = first;
        while (i < last && sources[i].isDirect()) i++;
        return i - first;
    }

    private int gather(ByteBuffer[] sources, int first, int end) {
        MemorySegment target = engine.calls.gathered;
        int asked = 0;
        for (int i = first; i < end && asked < Calls.MOST_BYTES; i++) {
            int part = Math.min(sources[i].remaining(), Calls.MOST_BYTES - asked);
            MemorySegment.copy(MemorySegment.ofBuffer(sources[i]), 0, target, asked, part);
            asked += part;
        }
        return asked;
    }

    private static void advance(ByteBuffer[] sources, int first, int count) {
        int left = count;
        for (int i = first; left > 0; i++) {
            int part = Math.min(sources[i].remaining(), left);
            sources[i].position(sources[i].position() + part);
            left -= part;
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        requireConnected();
        if (outputShutDown) return;
        outputShutDown = true;
        int result = engine.calls.shutdown(descriptor, SHUT_WR);
        // The peer was quicker and has ended all.
        if (result < 0 && result != -Errno.ENOTCONN) throw Errno.whenTransferring(-result);
    }

    // -- options, and ending

    /** In the Unix domain nothing is delayed, probed or reset. */
    private boolean isTcp() {
        return family != SocketAddresses.UNIX;
    }

    @Override
    public void setNoDelay(boolean noDelay) throws IOException {
        requireOpen();
        if (!isTcp()) return;
        engine.set(descriptor, SocketOptions.IPPROTO_TCP, SocketOptions.TCP_NODELAY, noDelay ? 1 : 0);
    }

    @Override
    public void setKeepAlive(boolean keepAlive) throws IOException {
        requireOpen();
        if (!isTcp()) return;
        engine.set(descriptor, SocketOptions.SOL_SOCKET, SocketOptions.SO_KEEPALIVE, keepAlive ? 1 : 0);
    }

    @Override
    public void abort() {
        if (isClosed()) return;
        // If that fails the peer was quicker, and there is nothing left to reset.
        if (isTcp()) engine.calls.set(descriptor, SocketOptions.SOL_SOCKET, SocketOptions.SO_LINGER, 1, 0);
        close();
    }
}
