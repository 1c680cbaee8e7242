package dev.tuliptree.engine.uring;

import dev.tuliptree.engine.linux.Errno;
import dev.tuliptree.engine.linux.Events;
import dev.tuliptree.engine.linux.LinuxSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * A stream socket of the {@link UringEngine}. Once somebody has waited to read, the ring receives what comes into
 * buffers of the engine's; a read takes from there first, and then from the system. As the ring receives from within a
 * poll alone, and all that it has received is noted at its end, the two cannot get out of order.
 *
 * <p>Where much comes at once, that would copy all of it once more: the ring only tells of it then, as long as there is
 * much.
 */
final class UringSocket extends LinuxSocket {
    /** How many buffers are held that nobody reads, until the ring is told to receive no more. */
    private static final int MOST_HELD = 4;

    /** How few bytes are little, where there was much. */
    private static final int LITTLE = 2048;

    private static final int ENOMEM = 12;
    private static final int ENOBUFS = 105;
    private static final int ECANCELED = 125;

    private final UringEngine uring;
    private final Buffers buffers;

    /** Whether the ring is to receive, or to tell that there is something, or does. */
    private boolean receiving;

    /** Whether the ring is to receive no more. */
    private boolean stopping;

    /** Whether the ring is to tell of room to write, or does. */
    private boolean polling;

    /** Whether the ring has been told to tell of an end. */
    private boolean watchesEnd;

    /** Whether so much came at once, and ever since, that it filled a buffer. */
    private boolean inBulk;

    // What was received and not read to its end: buffers, the first of which was read to somewhere.
    private int first = Buffers.NONE;
    private int last;
    private int from;
    private int held;

    private boolean ended;

    /** The error that the ring was told in place of the next read, or 0. */
    private int failure;

    UringSocket(UringEngine engine, int descriptor, int family, SocketAddress remoteAddress) {
        super(engine, descriptor, family, remoteAddress);
        uring = engine;
        buffers = engine.buffers;
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
        orderToReceive();
        if (watchesEnd) return;
        watchesEnd = true;
        uring.order(Operation.HANG_UP, this);
    }

    private void orderToReceive() {
        uring.order(inBulk ? Operation.READABLE : Operation.RECEIVE, this);
    }

    @Override
    protected void toBeWritable() {
        if (polling) return;
        polling = true;
        uring.order(Operation.WRITABLE, this);
    }

    /** Whether the ring is to receive no more, as nobody reads, or for the program to read itself. */
    boolean isToStop() {
        return held >= MOST_HELD || inBulk;
    }

    /** It is to go on after all. */
    void goesOn() {
        stopping = false;
    }

    /** How many buffers it has got and not read to their end. */
    int holds() {
        return held;
    }

    /** Orders again what a former ring was to do. */
    void orderAgain() {
        stopping = false;
        if (receiving) orderToReceive();
        if (polling) uring.order(Operation.WRITABLE, this);
        if (watchesEnd) uring.order(Operation.HANG_UP, this);
    }

    // -- what the ring has done

    void readable() {
        receiving = false;
        happened(Events.IN);
    }

    void writable() {
        polling = false;
        happened(Events.OUT);
    }

    /**
     * An end or an error is there, behind bytes that were received or not. A ring that goes on receiving does not
     * always tell of it: where bytes and the end come together, Linux takes the one event for both.
     */
    void hungUp(int events) {
        happened(events < 0 ? Events.HANG_UP : events);
    }

    /** It has received bytes, and may receive more. */
    void received(int filled, boolean goesOn) {
        receiving = goesOn;
        if (!goesOn) stopping = false;
        if (first == Buffers.NONE) first = filled;
        else buffers.append(filled, last);
        last = filled;
        held++;
        if (buffers.isFull(filled)) inBulk = true;
        if (receiving && !stopping && isToStop()) {
            stopping = true;
            uring.order(Operation.STOP, this);
        }
        happened(Events.IN);
    }

    /** It has received nothing, for a reason: 0 is the end of the stream. */
    void receivedNothing(int errno) {
        receiving = false;
        stopping = false;
        if (errno == ECANCELED) {
            if (isReadAwaited() && first == Buffers.NONE) toBeReadable();
            return;
        }
        if (errno == 0) ended = true;
        else if (!isPassing(errno)) failure = errno;
        happened(Events.IN);
    }

    /** No buffer was left, or the ring was too busy: then the read finds out how things are. */
    private static boolean isPassing(int errno) {
        return errno == ENOBUFS || errno == Errno.EAGAIN || errno == Errno.EINTR || errno == ENOMEM;
    }

    // -- reading

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireConnected();
        if (!target.hasRemaining()) return 0;
        if (first != Buffers.NONE) return takeReceived(target);
        if (failure != 0) {
            int errno = failure;
            failure = 0;
            throw Errno.whenTransferring(errno);
        }
        if (ended) return -1;
        int count = super.read(target);
        if (count > 0 && count < LITTLE && target.hasRemaining()) inBulk = false;
        return count;
    }

    private int takeReceived(ByteBuffer target) {
        int taken = 0;
        while (first != Buffers.NONE && target.hasRemaining()) {
            int count = Math.min(buffers.length(first) - from, target.remaining());
            buffers.copy(first, from, target, count);
            from += count;
            taken += count;
            if (from == buffers.length(first)) dropFirst();
        }
        if (first == Buffers.NONE && failure == 0 && !ended) readLessThanAsked();
        return taken;
    }

    private void dropFirst() {
        int next = buffers.next(first);
        buffers.giveBack(first);
        first = next;
        from = 0;
        held--;
    }

    @Override
    protected void closing() {
        while (first != Buffers.NONE) dropFirst();
    }
}
