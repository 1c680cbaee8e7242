package dev.tuliptree.http.stream;

import dev.tuliptree.http.wire.BodyDecoder;
import dev.tuliptree.http.wire.ChunkedBody;
import dev.tuliptree.http.wire.HeaderBlock;
import dev.tuliptree.http.wire.ProtocolException;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The body of a message as a stream. What it has handed out is the reader's own; what it has not, the inlet's. */
public abstract class BodyInput extends PieceInput {
    private final Inlet inlet;
    private final BodyDecoder decoder;

    // The part of the inlet's array that was decoded and not handed out; overwritten when more is received.
    private int sliceFrom;
    private int sliceTo;
    private boolean failed;

    /** The body that begins where the inlet stands. */
    protected BodyInput(Inlet inlet, BodyDecoder decoder) {
        this.inlet = inlet;
        this.decoder = decoder;
    }

    /**
     * Suspends until more was received into the inlet.
     *
     * @return false at the end of the stream
     */
    protected abstract boolean receive() throws IOException;

    /** Told before each read, to refuse it if the body is nobody's any more. */
    protected void beforeRead() throws IOException {}

    /** Told when the reader has come to the end of the body; maybe more than once. */
    protected void atEnd() {}

    /** Told how much of the body has come in all, to refuse it if that is too much. */
    protected void received(long bytes) throws IOException {}

    /** Whether the whole body was taken off the connection, so that what follows is the next message. */
    public final boolean isComplete() {
        return decoder.isDone() && !failed;
    }

    /** Whether reading it has failed, so that nobody knows where the next message begins. */
    public final boolean hasFailed() {
        return failed;
    }

    /**
     * The header lines behind the body, or null if there are none.
     *
     * @throws IllegalStateException if it was not read to its end
     */
    public final @Nullable HeaderBlock trailers() {
        if (!isComplete()) {
            throw new IllegalStateException("trailers come behind the body: read it to its end first");
        }
        return decoder instanceof ChunkedBody chunks ? chunks.trailers() : null;
    }

    /** How many bytes of it were received so far. */
    public final long received() {
        return decoder.received();
    }

    @Override
    protected final int readPiece(byte[] target, int offset, int length) throws IOException {
        beforeRead();
        if (!advance()) {
            return -1;
        }
        int count = Math.min(length, sliceTo - sliceFrom);
        System.arraycopy(inlet.array(), sliceFrom, target, offset, count);
        sliceFrom += count;
        return count;
    }

    /**
     * Reads everything that is left.
     *
     * @param expected how much that is likely to be; 0 if unknown
     */
    public final byte[] readAll(int expected) throws IOException {
        return read(Integer.MAX_VALUE, expected);
    }

    @Override
    public final byte[] readNBytes(int most) throws IOException {
        if (most < 0) {
            throw new IllegalArgumentException("there is no reading of " + most + " bytes");
        }
        return read(most, 0);
    }

    private byte[] read(int most, int expected) throws IOException {
        beforeRead();
        // Taken as it comes, not as it was announced: a thousand empty promises must not take a thousand times memory.
        byte[] all = new byte[Math.min(expected, BufferPool.SIZE)];
        int size = 0;
        while (size < most && advance()) {
            int count = Math.min(sliceTo - sliceFrom, most - size);
            if (all.length - size < count) {
                int larger = expected > 0 ? Math.min(2 * all.length, expected) : 2 * all.length;
                all = Arrays.copyOf(all, Math.max(size + count, Math.min(larger, most)));
            }
            System.arraycopy(inlet.array(), sliceFrom, all, size, count);
            sliceFrom += count;
            size += count;
        }
        return size == all.length ? all : Arrays.copyOf(all, size);
    }

    /** Reads and drops what is left, if it is at most this much. */
    public final boolean drain(long most) throws IOException {
        long end = decoder.received() + most;
        sliceFrom = sliceTo;
        while (decoder.received() <= end) {
            if (!advance()) {
                return true;
            }
            sliceFrom = sliceTo;
        }
        return false;
    }

    /** Makes sure that the slice is not empty; false if the body has ended. */
    private boolean advance() throws IOException {
        while (sliceFrom == sliceTo) {
            if (decoder.isDone()) {
                atEnd();
                return false;
            }
            if (failed) {
                throw new IOException("reading this body has failed before");
            }
            failed = true;
            if (inlet.isEmpty() && !receive()) {
                decoder.endOfInput();
                failed = false;
                continue;
            }
            int from = inlet.from();
            inlet.consume(decoder.decode(inlet.array(), from, inlet.to()));
            received(decoder.received());
            sliceFrom = decoder.dataOffset();
            sliceTo = sliceFrom + decoder.dataLength();
            failed = false;
        }
        return true;
    }

    @Override
    public final int available() {
        return sliceTo - sliceFrom;
    }

    /** Raised by {@link #receive}: the peer stopped in the middle of the body. */
    protected static ProtocolException tooSlow() {
        return new ProtocolException(408, "The body came too slowly.");
    }
}
