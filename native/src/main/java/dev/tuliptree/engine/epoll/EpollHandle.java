package dev.tuliptree.engine.epoll;

import dev.tuliptree.engine.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/** A descriptor that is registered once, and what its edges have said. */
abstract class EpollHandle {
    private static final int TO_READ =
            EventSet.EPOLLIN | EventSet.EPOLLPRI | EventSet.EPOLLRDHUP | EventSet.EPOLLHUP | EventSet.EPOLLERR;
    private static final int TO_WRITE = EventSet.EPOLLOUT | EventSet.EPOLLHUP | EventSet.EPOLLERR;
    private static final int MORE_THAN_BYTES = TO_READ & ~EventSet.EPOLLIN;

    final EpollEngine engine;
    final int descriptor;

    /** Tells this handle from an earlier one of the same number. */
    int registration;

    private @Nullable Readiness readable;
    private @Nullable Readiness writable;
    private boolean worthReading;
    private boolean worthWriting;
    private boolean moreThanBytes;
    private boolean toBeTold;
    private boolean closed;
    private @Nullable SocketAddress localAddress;

    EpollHandle(EpollEngine engine, int descriptor) {
        this.engine = engine;
        this.descriptor = descriptor;
    }

    // -- what the edges say, and the operations

    /** An edge; called from within the poll. */
    final void happened(int events) {
        if ((events & TO_READ) != 0) worthReading = true;
        if ((events & TO_WRITE) != 0) worthWriting = true;
        if ((events & MORE_THAN_BYTES) != 0) moreThanBytes = true;
        tell();
    }

    final boolean isWorthWriting() {
        return worthWriting;
    }

    /** Reading had nothing to give: an edge will say when it has. */
    final void nothingToRead() {
        worthReading = false;
    }

    /**
     * Reading gave less than was asked for, so that there is no more, and a system call to see that can be saved. It
     * cannot where an end or an error follows the bytes, or where it stopped at a mark of urgent data: these edges may
     * have been told already.
     */
    final void readLessThanAsked() {
        if (!moreThanBytes) worthReading = false;
    }

    /** There is no more room: an edge will say when there is. */
    final void noRoomToWrite() {
        worthWriting = false;
    }

    // -- who asks to be told

    public final void onReadable(@Nullable Readiness readiness) {
        readable = replace(readable, readiness);
        tellSoon();
    }

    public final void onWritable(@Nullable Readiness readiness) {
        writable = replace(writable, readiness);
        tellSoon();
    }

    private @Nullable Readiness replace(@Nullable Readiness before, @Nullable Readiness now) {
        if (before == null && now != null) engine.requests++;
        else if (before != null && now == null) engine.requests--;
        return now;
    }

    /** Has the next poll tell what is known already. Who asks at a closed socket is told, and finds out by trying. */
    private void tellSoon() {
        boolean due = (readable != null && (worthReading || closed)) || (writable != null && (worthWriting || closed));
        if (!due || toBeTold) return;
        toBeTold = true;
        engine.tellAtNextPoll(this);
    }

    /** The poll that was to tell has come. */
    final void tellNow() {
        toBeTold = false;
        tell();
    }

    private void tell() {
        if (readable != null && (worthReading || closed)) {
            Readiness told = readable;
            readable = replace(readable, null);
            told.ready();
        }
        if (writable != null && (worthWriting || closed)) {
            Readiness told = writable;
            writable = replace(writable, null);
            told.ready();
        }
    }

    // -- addresses

    public final SocketAddress localAddress() {
        try {
            SocketAddress known = localAddress;
            if (known != null) return known;
            requireOpen();
            SocketAddress address = engine.addressOf(engine.calls.localAddress(descriptor));
            // Where the system chooses, it may do so as late as when the connection is made.
            if (isBound()) localAddress = address;
            return address;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the local address is final. */
    boolean isBound() {
        return true;
    }

    // -- closing

    final boolean isClosed() {
        return closed;
    }

    final void requireOpen() throws ClosedChannelException {
        if (closed) throw new ClosedChannelException();
    }

    public final void close() {
        if (closed) return;
        closed = true;
        readable = replace(readable, null);
        writable = replace(writable, null);
        engine.closing(this);
        Calls.close(descriptor);
    }
}
