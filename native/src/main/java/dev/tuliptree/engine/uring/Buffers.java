package dev.tuliptree.engine.uring;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.tuliptree.engine.linux.Calls;
import dev.tuliptree.engine.linux.Errno;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that the kernel takes one of when something arrives, not before: connections that wait need none. They are
 * handed to it in a ring, see io_uring_register_buf_ring(3). When none is left, it says so, and the program reads with
 * buffers of its own; so nobody waits for who holds one and does not read.
 */
final class Buffers {
    /** Stands for no buffer. */
    static final int NONE = -1;

    private static final int SIZE = 16 * 1024;

    /** A power of two. */
    private static final int COUNT = 64;

    private static final int REGISTER_PBUF_RING = 22;

    /** The structure {@code io_uring_buf}; the tail of the ring is in a gap of the first. */
    private static final int ENTRY = 16;

    private static final long TAIL = 14;
    private static final VarHandle SHORT = JAVA_SHORT.varHandle();

    private final Calls calls;
    private final MemorySegment memory;
    private final ByteBuffer bytes;

    /** How much the kernel has put into each that somebody holds, and 0 in the others. */
    private final int[] length = new int[COUNT];

    private final int[] next = new int[COUNT];
    private @Nullable MemorySegment ring;
    private int tail;

    Buffers(Calls calls) throws IOException {
        this.calls = calls;
        memory = calls.mapZeros((long) COUNT * SIZE);
        bytes = memory.asByteBuffer();
    }

    /** Hands all that nobody holds to a ring, whose predecessor has none any more. */
    void register(Ring user) throws IOException {
        if (ring != null) Calls.unmap(ring);
        ring = calls.mapZeros((long) COUNT * ENTRY);
        MemorySegment registration = Arena.ofAuto().allocate(40, 8);
        registration.set(JAVA_LONG, 0, ring.address());
        registration.set(JAVA_INT, 8, COUNT);
        int result = calls.registerAtRing(user.descriptor, REGISTER_PBUF_RING, registration, 1);
        if (result < 0) throw Errno.whenOpening(-result);
        tail = 0;
        for (int buffer = 0; buffer < COUNT; buffer++) {
            if (length[buffer] == 0) hand(buffer);
        }
    }

    private void hand(int buffer) {
        MemorySegment to = ring;
        if (to == null) return;
        long at = (long) (tail & COUNT - 1) * ENTRY;
        to.set(JAVA_LONG, at, memory.address() + (long) buffer * SIZE);
        to.set(JAVA_INT, at + 8, SIZE);
        to.set(JAVA_SHORT, at + 12, (short) buffer);
        tail++;
        SHORT.setRelease(to, TAIL, (short) tail);
    }

    /** The kernel has put bytes into one, and whoever they are for holds it until giving it back. */
    void filled(int buffer, int bytes) {
        length[buffer] = bytes;
        next[buffer] = NONE;
    }

    /** Has one come after another that the same holds. */
    void append(int buffer, int last) {
        next[last] = buffer;
    }

    /** The one that was appended, or none. */
    int next(int buffer) {
        return next[buffer];
    }

    boolean isFull(int buffer) {
        return length[buffer] == SIZE;
    }

    int length(int buffer) {
        return length[buffer];
    }

    /** Copies from a buffer to where the target stands, and moves that on. */
    void copy(int buffer, int from, ByteBuffer target, int count) {
        target.put(target.position(), bytes, buffer * SIZE + from, count);
        target.position(target.position() + count);
    }

    /** The kernel may take it again. */
    void giveBack(int buffer) {
        length[buffer] = 0;
        hand(buffer);
    }

    /** Called once, when no ring has any of them. */
    void close() {
        if (ring != null) Calls.unmap(ring);
        Calls.unmap(memory);
    }
}
