package dev.tuliptree.net.tls;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Buffers for records, lent out while there is something in them, so that a connection that waits holds none. Any
 * thread.
 */
final class RecordBuffers {
    /** How much plain text a record holds at most. */
    static final int PLAIN = 16 * 1024;

    /** The largest record, with all that encryption adds to it. */
    static final int RECORD = PLAIN + 5 + 256 + 256;

    static final ByteBuffer NONE = ByteBuffer.allocate(0);

    /** How many of a size are kept in all; what is given back beyond is left to the garbage collector. */
    private static final int MOST_KEPT = 64;

    /** For one record. */
    private static final RecordBuffers ONE = new RecordBuffers(RECORD);

    /** For several, which leave together: a call of the system costs as much as encrypting some kilobytes. */
    private static final RecordBuffers SEVERAL = new RecordBuffers(4 * RECORD);

    private final int size;
    private final ConcurrentLinkedQueue<ByteBuffer> kept = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    private RecordBuffers(int size) {
        this.size = size;
    }

    /** Lends a buffer for one record. */
    static ByteBuffer take() {
        return ONE.lend();
    }

    /** Lends a buffer for as much of some plain text as should be sent at once. */
    static ByteBuffer takeFor(long plain) {
        return plain > PLAIN ? SEVERAL.lend() : ONE.lend();
    }

    /** Takes a buffer back; one of another size is none of this. */
    static void give(ByteBuffer buffer) {
        ONE.takeBack(buffer);
        SEVERAL.takeBack(buffer);
    }

    private ByteBuffer lend() {
        ByteBuffer buffer = kept.poll();
        if (buffer == null) return ByteBuffer.allocate(size);
        count.decrementAndGet();
        return buffer.clear();
    }

    private void takeBack(ByteBuffer buffer) {
        if (buffer.capacity() != size || count.get() >= MOST_KEPT) return;
        count.incrementAndGet();
        kept.add(buffer);
    }
}
