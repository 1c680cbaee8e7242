package dev.tuliptree.engine.linux;

import dev.tuliptree.engine.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/** A descriptor that is registered with its engine, and what is known of it. */
public abstract class LinuxHandle {
    final LinuxEngine engine;

    /** The descriptor. Its number may belong to another once the handle is closed. */
    public final int descriptor;

    /** What the engine knows this handle by; 0 while it is not registered. */
    public int registration;

    private @Nullable Readiness readable;
    private @Nullable Readiness writable;
    private boolean worthReading;
    private boolean worthWriting;
    private boolean moreThanBytes;
    private boolean toBeTold;
    private boolean closed;
    private @Nullable SocketAddress localAddress;

    LinuxHandle(LinuxEngine engine, int descriptor) {
        this.engine = engine;
        this.descriptor = descriptor;
    }

    // -- what events say, and the operations

    /**
     * Something has changed; called from within {@link LinuxEngine#await}, which tells of it at its end.
     *
     * @param events what is so now, of {@link Events}
     */
    public final void happened(int events) {
        if ((events & Events.TO_READ) != 0) worthReading = true;
        if ((events & Events.TO_WRITE) != 0) worthWriting = true;
        if ((events & Events.MORE_THAN_BYTES) != 0) moreThanBytes = true;
        tellIfDue();
    }

    /** Reading had nothing to give: an event will say when it has. */
    protected final void nothingToRead() {
        worthReading = false;
    }

    /**
     * Reading gave less than was asked for, so that there is no more, and a system call to see that can be saved. It
     * cannot where an end or an error follows the bytes, or where it stopped at a mark of urgent data: these edges may
     * have been told already.
     */
    protected final void readLessThanAsked() {
        if (!moreThanBytes) worthReading = false;
    }

    /** There is room to write, as there is at the beginning of a connection. */
    protected final void roomToWrite() {
        worthWriting = true;
    }

    /** There is no more room: an event will say when there is. */
    final void noRoomToWrite() {
        worthWriting = false;
    }

    // -- who asks to be told

    public final void onReadable(@Nullable Readiness readiness) {
        readable = replace(readable, readiness);
        tellIfDue();
        if (readiness != null && !worthReading && !closed) toBeReadable();
    }

    public final void onWritable(@Nullable Readiness readiness) {
        writable = replace(writable, readiness);
        tellIfDue();
        if (readiness != null && !worthWriting && !closed) toBeWritable();
    }

    private @Nullable Readiness replace(@Nullable Readiness before, @Nullable Readiness now) {
        if (before == null && now != null) engine.requests++;
        else if (before != null && now == null) engine.requests--;
        return now;
    }

    /** Somebody waits to read. Does nothing where events come unasked. */
    protected void toBeReadable() {}

    /** Somebody waits to write. Does nothing where events come unasked. */
    protected void toBeWritable() {}

    protected final boolean isReadAwaited() {
        return readable != null;
    }

    protected final boolean isWriteAwaited() {
        return writable != null;
    }

    /** Has the poll tell what is known. Who asks at a closed socket is told, and finds out by trying. */
    private void tellIfDue() {
        boolean due = (readable != null && (worthReading || closed)) || (writable != null && (worthWriting || closed));
        if (!due || toBeTold) return;
        toBeTold = true;
        engine.tellSoon(this);
    }

    /** The poll that was to tell has come. */
    final void tellNow() {
        toBeTold = false;
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

    /**
     * Whether it was closed.
     *
     * @return true once it was
     */
    public final boolean isClosed() {
        return closed;
    }

    protected final void requireOpen() throws ClosedChannelException {
        if (closed) throw new ClosedChannelException();
    }

    /** What its kind has to give back before the descriptor is closed. */
    protected void closing() {}

    public final void close() {
        if (closed) return;
        closed = true;
        closing();
        readable = replace(readable, null);
        writable = replace(writable, null);
        engine.deregister(this);
        Calls.close(descriptor);
    }
}
