package dev.tuliptree.http.wire;

import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Compresses the messages that one end sends (RFC 7692, 7.2.1).
 *
 * <p>With a context, a message may refer to the ones before it, and about 270 KB outside of the heap are held from the
 * first message until {@link #close}; without, only while a message is being compressed.
 *
 * <p>The JDK's windows always have 32 KiB. To keep to a smaller one, no reference may go further back than that is
 * large; so everything is forgotten each time as many bytes have gone in. That costs compression, but only the few
 * peers that ask for it.
 */
public final class MessageDeflater implements AutoCloseable {
    static final int LARGEST_WINDOW = 15;

    // More than the 6 bytes that zlib wants to find, lest it write an end of a message twice.
    private static final int LEAST_ROOM = 64;
    // An empty block ends each message on a byte, and its last four bytes go without saying.
    private static final int TAIL = 4;

    private final int level;
    private final boolean keepsContext;
    private final int windowBits;
    private @Nullable Deflater deflater;
    private boolean closed;

    MessageDeflater(int level, boolean keepsContext, int windowBits) {
        this.level = level;
        this.keepsContext = keepsContext && windowBits == LARGEST_WINDOW;
        this.windowBits = windowBits;
    }

    /** What the result depends on besides the message, as long as deflaters are {@link #isIndependent}. */
    public record Kind(int level, int windowBits) {}

    /** Deflaters of the same kind that are {@link #isIndependent} make the same of a message. */
    public Kind kind() {
        return new Kind(level, windowBits);
    }

    /** Whether messages can be read by whoever has not seen the ones before. */
    public boolean isIndependent() {
        return !keepsContext;
    }

    /**
     * Compresses a message.
     *
     * @throws IllegalStateException if it is closed
     */
    public void deflate(byte[] message, WireBuffer out) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (message.length == 0) {
            // RFC 7692, 7.2.3.6: the beginning of the empty block that ends every message.
            out.put((byte) 0);
            return;
        }
        Deflater current = deflater;
        if (current == null) {
            current = new Deflater(level, true);
            deflater = current;
        }
        try {
            int piece = windowBits == LARGEST_WINDOW ? message.length : 1 << windowBits;
            for (int from = 0; from < message.length; from += piece) {
                current.setInput(message, from, Math.min(piece, message.length - from));
                drain(current, windowBits == LARGEST_WINDOW ? Deflater.SYNC_FLUSH : Deflater.FULL_FLUSH, out);
            }
        } finally {
            if (!keepsContext) {
                release();
            }
        }
        out.truncate(out.size() - TAIL);
    }

    private static void drain(Deflater deflater, int flush, WireBuffer out) {
        int room;
        int count;
        do {
            out.ensure(LEAST_ROOM);
            room = out.array().length - out.size();
            count = deflater.deflate(out.array(), out.size(), room, flush);
            out.advance(count);
        } while (count == room);
    }

    /** Gives up the memory outside of the heap. Idempotent. */
    @Override
    public void close() {
        closed = true;
        release();
    }

    private void release() {
        if (deflater != null) {
            deflater.end();
            deflater = null;
        }
    }

    /** Whether memory outside of the heap is held. */
    boolean holdsMemory() {
        return deflater != null;
    }
}
