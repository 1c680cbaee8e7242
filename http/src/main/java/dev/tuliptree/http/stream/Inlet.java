package dev.tuliptree.http.stream;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.net.ByteStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a connection has received and nobody has used yet: the bytes of {@link #array} from {@link #from} to
 * {@link #to}. Whoever uses some says so with {@link #consume}. They stay where they are until more is received.
 *
 * <p>It grows for as long as nothing is consumed; whoever waits for a unit to become complete limits its size.
 */
public final class Inlet {
    private static final byte[] NONE = {};

    private final EventLoop loop;
    private final ByteStream stream;
    private final BufferPool pool;

    private byte[] array = NONE;
    private int from;
    private int to;
    private long bytesReceived;
    private boolean maybeMore;
    private boolean broken;

    /** An empty inlet of a stream. */
    public Inlet(EventLoop loop, ByteStream stream, BufferPool pool) {
        this.loop = loop;
        this.stream = stream;
        this.pool = pool;
    }

    /** Where the bytes are. Another array after anything was received. */
    public byte[] array() {
        return array;
    }

    /** Where the first byte is. */
    public int from() {
        return from;
    }

    /** Where the bytes end. */
    public int to() {
        return to;
    }

    /** How many bytes there are. */
    public int length() {
        return to - from;
    }

    /** Whether all that was received was consumed. */
    public boolean isEmpty() {
        return from == to;
    }

    /** Says that this many bytes have been used. */
    public void consume(int count) {
        from += count;
    }

    /**
     * Suspends until more has arrived, and receives it. A checkpoint. Meanwhile only the bytes that are not consumed
     * take memory.
     *
     * @return false at the end of the stream
     */
    public boolean receive() throws IOException {
        if (maybeMore) {
            int received = tryReceive();
            if (received != 0) {
                Checkpoint.throwIfCancelled();
                Checkpoint.passTurn();
                return received > 0;
            }
        }
        compact();
        int received;
        do {
            stream.awaitReadable();
            received = tryReceive();
        } while (received == 0);
        return received > 0;
    }

    /**
     * Receives what has arrived, without waiting. Not a checkpoint.
     *
     * @return how many bytes, -1 at the end of the stream
     */
    public int tryReceive() throws IOException {
        ByteBuffer scratch = loop.scratch();
        int room = roomFor(scratch.capacity());
        scratch.limit(room);
        int received = receiveInto(scratch);
        // A read that fills all there was room for may have left something.
        maybeMore = received == room;
        if (received <= 0) {
            release();
            return received;
        }
        makeRoom(received);
        scratch.flip().get(array, to, received);
        to += received;
        bytesReceived += received;
        return received;
    }

    private int receiveInto(ByteBuffer target) throws IOException {
        try {
            return stream.tryReceive(target);
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }

    /** How many bytes have come in all, used or not. */
    public long bytesReceived() {
        return bytesReceived;
    }

    /** Whether receiving has failed: the peer is gone. */
    public boolean isBroken() {
        return broken;
    }

    /** How much to receive: so much that a pooled array suffices, if possible. */
    private int roomFor(int most) {
        int room = Math.max(array.length, BufferPool.SIZE) - length();
        return room > 0 ? Math.min(room, most) : most;
    }

    private void makeRoom(int count) {
        if (array.length - to >= count) {
            return;
        }
        int needed = length() + count;
        byte[] target;
        if (needed <= array.length) {
            target = array;
        } else if (needed <= BufferPool.SIZE) {
            target = pool.takeArray();
        } else {
            target = new byte[Math.max(needed, 2 * array.length)];
        }
        moveTo(target);
    }

    /**
     * Gives the array back, but for bytes that are needed still: a peer that sends slowly holds what it sent, no more.
     */
    private void compact() {
        if (isEmpty()) {
            release();
        } else if (array.length == BufferPool.SIZE && length() < BufferPool.SIZE / 4) {
            byte[] lent = array;
            array = Arrays.copyOfRange(lent, from, to);
            to -= from;
            from = 0;
            pool.giveArray(lent);
        }
    }

    private void moveTo(byte[] target) {
        System.arraycopy(array, from, target, 0, length());
        to -= from;
        from = 0;
        if (target != array) {
            pool.giveArray(array);
            array = target;
        }
    }

    /** Gives the array back if all bytes were consumed. Slices of it must not be used any more. */
    public void release() {
        if (isEmpty()) {
            pool.giveArray(array);
            array = NONE;
            from = 0;
            to = 0;
        }
    }

    /** Drops everything and gives the array back: the connection has come to its end. */
    public void close() {
        from = to;
        release();
    }
}
