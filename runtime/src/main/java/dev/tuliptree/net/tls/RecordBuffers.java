package dev.tuliptree.net.tls;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Buffers for records, lent out while there is something in them, so that a connection that waits holds none. Any
 * thread.
 */
final class RecordBuffers {
    /** The largest record with all that encryption adds to it; 16 KiB of it are plain text. */
    static final int RECORD = 16 * 1024 + 5 + 256 + 256;

    static final ByteBuffer NONE = ByteBuffer.allocate(0);

    /** How many are kept in all; what is given back beyond is left to the garbage collector. */
    private static final int MOST_KEPT = 64;

    private static final ConcurrentLinkedQueue<ByteBuffer> KEPT = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private RecordBuffers() {}

    static ByteBuffer take() {
        ByteBuffer kept = KEPT.poll();
        if (kept == null) return ByteBuffer.allocate(RECORD);
        COUNT.decrementAndGet();
        return kept.clear();
    }

    /** Takes a buffer back; one of another size is none of this. */
    static void give(ByteBuffer buffer) {
        if (buffer.capacity() != RECORD || COUNT.get() >= MOST_KEPT) return;
        COUNT.incrementAndGet();
        KEPT.add(buffer);
    }
}
