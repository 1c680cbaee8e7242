package dev.tuliptree.engine.uring;

import dev.tuliptree.engine.linux.Errno;
import dev.tuliptree.engine.linux.Events;
import dev.tuliptree.engine.linux.LinuxSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * A stream socket of the {@link UringEngine}. Who waits to read has the ring receive, once, into one of the engine's
 * buffers; a read takes from there first, and then from the system. As the ring receives from within a poll alone, and
 * all that it has received is noted at its end, the two cannot get out of order.
 */
final class UringSocket extends LinuxSocket {
    private static final int NONE = -1;

    private final UringEngine uring;

    /** Whether the ring is to receive, or does. */
    private boolean receiving;

    /** Whether the ring is to tell of room to write, or does. */
    private boolean polling;

    /** The buffer that was received and not read to its end, or none. */
    private int buffer = NONE;

    private int from;
    private int to;

    private boolean ended;

    /** The error that the ring was told in place of the next read, or 0. */
    private int failure;

    UringSocket(UringEngine engine, int descriptor, int family, SocketAddress remoteAddress) {
        super(engine, descriptor, family, remoteAddress);
        uring = engine;
    }

    // -- what the ring is to do

    /** It is registered. */
    void registered() {
        if (isConnected()) roomToWrite();
        else toBeWritable();
    }

    @Override
    protected void toBeReadable() {
        if (receiving) return;
        receiving = true;
        uring.order(Operation.RECEIVE, this);
    }

    @Override
    protected void toBeWritable() {
        if (polling) return;
        polling = true;
        uring.order(Operation.POLL, this);
    }

    /** Orders again what a former ring was to do. */
    void orderAgain() {
        if (receiving) uring.order(Operation.RECEIVE, this);
        if (polling) uring.order(Operation.POLL, this);
    }

    // -- what the ring has done

    void polled() {
        polling = false;
        happened(Events.OUT);
    }

    /** It has received bytes. */
    void received(int filled, int count) {
        receiving = false;
        buffer = filled;
        from = 0;
        to = count;
        happened(Events.IN);
    }

    /** It has received nothing, for a reason: 0 is the end of the stream. */
    void receivedNothing(int errno) {
        receiving = false;
        if (errno == 0) ended = true;
        else if (!isPassing(errno)) failure = errno;
        happened(Events.IN);
    }

    /** No buffer was left, or the ring was too busy: then the read finds out how things are. */
    private static boolean isPassing(int errno) {
        return errno == ENOBUFS || errno == Errno.EAGAIN || errno == Errno.EINTR || errno == ENOMEM;
    }

    private static final int ENOMEM = 12;
    private static final int ENOBUFS = 105;

    // -- reading

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireConnected();
        if (!target.hasRemaining()) return 0;
        if (buffer != NONE) return takeReceived(target);
        if (failure != 0) {
            int errno = failure;
            failure = 0;
            throw Errno.whenTransferring(errno);
        }
        return ended ? -1 : super.read(target);
    }

    private int takeReceived(ByteBuffer target) {
        int count = Math.min(to - from, target.remaining());
        uring.buffers.copy(buffer, from, target, count);
        from += count;
        if (from < to) return count;
        boolean isAll = to < Buffers.SIZE;
        uring.buffers.giveBack(buffer);
        buffer = NONE;
        if (isAll) nothingToRead();
        else if (target.hasRemaining()) count += readOn(target);
        return count;
    }

    /** What came after a full buffer; an end or an error is for the next read. */
    private int readOn(ByteBuffer target) {
        int count = tryReceive(target);
        if (count > 0) return count;
        if (count == 0) ended = true;
        else if (count != -Errno.EAGAIN) failure = -count;
        return 0;
    }

    @Override
    protected void closing() {
        if (buffer == NONE) return;
        uring.buffers.giveBack(buffer);
        buffer = NONE;
    }
}
