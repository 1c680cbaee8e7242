package dev.tuliptree.http.wire;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses the messages that one end receives (RFC 7692, 7.2.2), piece by piece. It reads windows of all sizes.
 *
 * <p>With a context, about 40 KB outside of the heap are held from the first message until {@link #close}; without,
 * only between the beginning and the end of a message.
 */
public final class MessageInflater implements AutoCloseable {
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
    private static final int PIECE = 4096;

    private final boolean keepsContext;
    private @Nullable Inflater inflater;
    private boolean closed;

    MessageInflater(boolean keepsContext) {
        this.keepsContext = keepsContext;
    }

    /**
     * Decompresses a part of a message.
     *
     * @param most how many bytes may be in {@code out}; at most one more is put there before this is noticed
     * @throws WebSocketException with 1007 if this is no compressed data, with 1009 if too much comes out of it
     * @throws IllegalStateException if it is closed
     */
    void inflate(byte[] bytes, int from, int to, WireBuffer out, int most) throws WebSocketException {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        Inflater current = inflater;
        if (current == null) {
            current = new Inflater(true);
            inflater = current;
        }
        try {
            current.setInput(bytes, from, to - from);
            int count;
            do {
                if (current.finished()) {
                    // A block that says it is the last one need not be (RFC 7692, 7.2.3.4). Whoever sends it has lost
                    // its context, and so do we.
                    int rest = current.getRemaining();
                    current.reset();
                    current.setInput(bytes, to - rest, rest);
                }
                int room = Math.min(PIECE, most + 1 - out.size());
                out.ensure(room);
                count = current.inflate(out.array(), out.size(), room);
                out.advance(count);
                if (out.size() > most) {
                    throw new WebSocketException(
                            CloseCode.TOO_BIG, "A message is larger than " + most + " bytes when it is decompressed.");
                }
            } while (count > 0 || (current.finished() && current.getRemaining() > 0));
            if (current.needsDictionary()) {
                throw malformed();
            }
        } catch (DataFormatException e) {
            throw malformed();
        }
    }

    /** Decompresses what a message ends with and is not sent. */
    void endMessage(WireBuffer out, int most) throws WebSocketException {
        inflate(TAIL, 0, TAIL.length, out, most);
        if (!keepsContext) {
            release();
        }
    }

    private static WebSocketException malformed() {
        return new WebSocketException(CloseCode.INVALID_DATA, "A compressed message is malformed.");
    }

    /** Gives up the memory outside of the heap. Idempotent. */
    @Override
    public void close() {
        closed = true;
        release();
    }

    private void release() {
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
    }

    /** Whether memory outside of the heap is held. */
    boolean holdsMemory() {
        return inflater != null;
    }
}
