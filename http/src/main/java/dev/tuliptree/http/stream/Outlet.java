package dev.tuliptree.http.stream;

import static dev.tuliptree.Async.moveOnAfter;

import dev.tuliptree.http.wire.WireBuffer;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.Handle;
import dev.tuliptree.net.ByteStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent on a connection: writers append to {@link #buffer}, and {@link #flush} sends it in one write.
 *
 * <p>Cancelled, a flush leaves the rest where it is; the next one goes on with it. One task at a time flushes.
 */
public final class Outlet {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Bytes in an array that are more than this are handed over as they are. */
    private static final int LONG = 128 * 1024;

    private final EventLoop loop;
    private final ByteStream stream;
    private final BufferPool pool;
    private Duration stallLimit;

    private @Nullable WireBuffer pending;
    private int sent;
    private long bytesSent;
    private boolean flushing;

    /** Whether the system had less room than was asked for, the last time. */
    private boolean full;

    private boolean broken;
    private @Nullable Handle soon;

    /**
     * An empty outlet of a stream.
     *
     * @param stallLimit how long the peer may read nothing before the connection is given up
     */
    public Outlet(EventLoop loop, ByteStream stream, BufferPool pool, Duration stallLimit) {
        this.loop = loop;
        this.stream = stream;
        this.pool = pool;
        this.stallLimit = stallLimit;
    }

    /** Has the peer given up after another time from now on. */
    public void stallLimit(Duration limit) {
        stallLimit = limit;
    }

    /** The buffer to append to. Valid until the next flush. */
    public WireBuffer buffer() {
        WireBuffer buffer = pending;
        if (buffer == null) {
            buffer = pool.takeBuffer();
            pending = buffer;
        }
        return buffer;
    }

    /** How many bytes wait to be sent. */
    public int pendingBytes() {
        return pending == null ? 0 : pending.size() - sent;
    }

    /**
     * Sends everything, and what others append meanwhile; returns when the system has taken it. A checkpoint.
     *
     * @throws IOException if the connection broke, or the peer stopped reading
     */
    public void flush() throws IOException {
        flush(NOTHING);
    }

    /**
     * Sends everything and, behind it, what remains in a buffer, which need not be copied first. Until it has left
     * nobody may append anything: it would come in between. A checkpoint; cancelled, it may have sent a part, so that
     * the connection is of no more use.
     */
    public void flush(ByteBuffer more) throws IOException {
        Checkpoint.throwIfCancelled();
        if (flushing) {
            throw new IllegalStateException("another task is sending on this connection");
        }
        send(more);
        Checkpoint.passTurn();
        while (pendingBytes() > 0) {
            send(NOTHING);
            Checkpoint.passTurn();
        }
    }

    private void send(ByteBuffer more) throws IOException {
        flushing = true;
        try {
            while (pendingBytes() > 0 || more.hasRemaining()) {
                trySend(more);
                if (full) {
                    awaitRoom();
                }
            }
        } finally {
            flushing = false;
            releaseIfSent();
        }
    }

    /**
     * Sends everything and, behind it, a part of a file, if possible without ever having it in memory. A checkpoint;
     * cancelled, it may have sent a part, so that the connection is of no more use.
     *
     * @param count how many bytes: the peer is given up if it does not take them all before it counts as stalled
     * @return how many were sent; fewer only if the file has no more
     */
    public long sendFile(FileChannel file, long offset, int count) throws IOException {
        flush();
        flushing = true;
        long[] sent = {-1};
        try {
            if (!moveOnAfter(stallLimit, () -> {
                sent[0] = stream.sendFile(file, offset, count);
            })) {
                giveUp();
            }
            bytesSent += sent[0];
            return sent[0];
        } catch (IOException e) {
            broken = true;
            throw e;
        } finally {
            flushing = false;
        }
    }

    /**
     * Sends as much as the system takes without waiting, unless a task is sending. Not a checkpoint.
     *
     * @return whether nothing is left
     */
    public boolean tryFlush() throws IOException {
        while (!flushing && pendingBytes() > 0) {
            trySend(NOTHING);
            if (full) {
                break;
            }
        }
        if (!flushing) {
            releaseIfSent();
        }
        return pendingBytes() == 0;
    }

    /**
     * Has what is pending sent when the current task suspends, if it was not before: while the next request is being
     * handled, say, the responses to the ones before must not wait for it.
     */
    public void flushSoon() {
        if (soon == null && pendingBytes() > 0) {
            soon = loop.callSoon(() -> {
                soon = null;
                try {
                    tryFlush();
                } catch (IOException e) {
                    // The task that the connection belongs to will find it broken, too.
                }
            });
        }
    }

    /** Sends once, as much as there is room for. */
    private void trySend(ByteBuffer more) throws IOException {
        // Outside of the heap it need not be copied to get there; and what is long is better copied by who sends it.
        boolean goesAsItIs = more.isDirect() || more.remaining() > LONG;
        if (goesAsItIs && pendingBytes() == 0) {
            hand(more);
            return;
        }
        ByteBuffer scratch = loop.scratch();
        int gathered = Math.min(pendingBytes(), scratch.remaining());
        if (pending != null) {
            scratch.put(pending.array(), sent, gathered);
        }
        if (goesAsItIs && gathered == pendingBytes()) {
            hand(scratch.flip(), more);
            sent += scratch.position();
            return;
        }
        int copied = Math.min(more.remaining(), scratch.remaining());
        scratch.put(scratch.position(), more, more.position(), copied);
        hand(scratch.clear().limit(gathered + copied));
        int ofPending = Math.min(scratch.position(), gathered);
        sent += ofPending;
        more.position(more.position() + scratch.position() - ofPending);
    }

    private void hand(ByteBuffer bytes) throws IOException {
        try {
            bytesSent += stream.trySend(bytes);
            full = bytes.hasRemaining();
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }

    private void hand(ByteBuffer first, ByteBuffer second) throws IOException {
        try {
            bytesSent += stream.trySend(first, second);
            full = first.hasRemaining() || second.hasRemaining();
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }

    /** How many bytes the system has taken in all. */
    public long bytesSent() {
        return bytesSent;
    }

    /** Whether sending has failed: the peer is gone, or has not read for too long. */
    public boolean isBroken() {
        return broken;
    }

    private void awaitRoom() throws IOException {
        if (!moveOnAfter(stallLimit, stream::awaitWritable)) {
            giveUp();
        }
    }

    private void giveUp() throws PeerStalledException {
        broken = true;
        stream.abort();
        throw new PeerStalledException(stallLimit);
    }

    private void releaseIfSent() {
        WireBuffer buffer = pending;
        if (buffer != null && sent == buffer.size()) {
            pending = null;
            sent = 0;
            pool.giveBuffer(buffer);
            if (soon != null) {
                soon.cancel();
                soon = null;
            }
        }
    }

    /** Drops everything and gives the buffer back: the connection has come to its end. */
    public void close() {
        sent = pending == null ? 0 : pending.size();
        releaseIfSent();
    }
}
