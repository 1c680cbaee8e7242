package dev.tuliptree.http.stream;

import dev.tuliptree.http.wire.WireBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that the connections of one loop lend from. A connection has one only while bytes are in it, so a thousand
 * idle connections need none, and a few busy ones keep using the same few, which stay in the processor's cache.
 */
public final class BufferPool {
    /** The size of an array. */
    static final int SIZE = 16 * 1024;

    // What is kept for the next burst; what a burst needs beyond that goes to the garbage collector.
    private static final int KEPT = 256;

    private final ArrayDeque<byte[]> arrays = new ArrayDeque<>();
    private final ArrayDeque<WireBuffer> buffers = new ArrayDeque<>();

    /** An empty pool. */
    public BufferPool() {}

    /** An array of {@link #SIZE} bytes with anything in it. */
    byte[] takeArray() {
        byte @Nullable [] array = arrays.poll();
        return array == null ? new byte[SIZE] : array;
    }

    /** Takes an array back. Arrays of other sizes are dropped. */
    void giveArray(byte[] array) {
        if (array.length == SIZE && arrays.size() < KEPT) {
            arrays.push(array);
        }
    }

    /** An empty buffer to write into. */
    WireBuffer takeBuffer() {
        WireBuffer buffer = buffers.poll();
        return buffer == null ? new WireBuffer(SIZE) : buffer;
    }

    /** Takes a buffer back, without the memory that it had to take for something large. */
    void giveBuffer(WireBuffer buffer) {
        if (buffers.size() < KEPT) {
            buffer.clear(4 * SIZE);
            buffers.push(buffer);
        }
    }
}
