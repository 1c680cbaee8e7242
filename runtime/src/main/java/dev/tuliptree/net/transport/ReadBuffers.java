package dev.tuliptree.net.transport;

import dev.tuliptree.loop.EventLoop;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The buffers that the transports of one loop receive into. One is mostly enough for all; but a callback that blocks in
 * a call that is none of ours keeps its buffer, and the others go on with another one.
 */
final class ReadBuffers {
    /** As long as the longest datagram, so that none is cut. */
    private static final int BYTES = 64 * 1024;

    private static final int MOST_IDLE = 4;

    private static final Map<EventLoop, ReadBuffers> OF_LOOPS = Collections.synchronizedMap(new WeakHashMap<>());

    private final ArrayDeque<ByteBuffer> idle = new ArrayDeque<>(MOST_IDLE);

    private ReadBuffers() {}

    static ReadBuffers of(EventLoop loop) {
        return OF_LOOPS.computeIfAbsent(loop, _ -> new ReadBuffers());
    }

    /** An empty buffer, outside of the heap, to be given back. */
    ByteBuffer borrow() {
        ByteBuffer buffer = idle.poll();
        return buffer == null ? ByteBuffer.allocateDirect(BYTES) : buffer.clear();
    }

    void giveBack(ByteBuffer buffer) {
        if (idle.size() < MOST_IDLE) idle.push(buffer);
    }
}
