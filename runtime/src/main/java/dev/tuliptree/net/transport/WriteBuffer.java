package dev.tuliptree.net.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** Bytes that wait to be sent. Small pieces are put together, large ones kept as they are. */
final class WriteBuffer {
    private static final int CHUNK = 16 * 1024;

    /** Each ready for being read from; the last may have room behind its limit. */
    private final ArrayDeque<ByteBuffer> chunks = new ArrayDeque<>(1);

    private long size;

    boolean isEmpty() {
        return size == 0;
    }

    long size() {
        return size;
    }

    void add(ByteBuffer data) {
        size += data.remaining();
        ByteBuffer last = chunks.peekLast();
        if (last != null) append(last, data, Math.min(data.remaining(), last.capacity() - last.limit()));
        if (!data.hasRemaining()) return;
        ByteBuffer chunk = ByteBuffer.allocate(Math.max(CHUNK, data.remaining()));
        append(chunk.limit(0), data, data.remaining());
        chunks.add(chunk);
    }

    private static void append(ByteBuffer chunk, ByteBuffer data, int count) {
        int end = chunk.limit();
        chunk.limit(end + count).put(end, data, data.position(), count);
        data.position(data.position() + count);
    }

    /** Hands on as much as there is room for. */
    void writeTo(Wire wire) throws IOException {
        ByteBuffer first;
        while ((first = chunks.peek()) != null) {
            int count = wire.write(first);
            if (count == 0) return;
            size -= count;
            if (!first.hasRemaining()) chunks.remove();
        }
    }

    void clear() {
        chunks.clear();
        size = 0;
    }
}
