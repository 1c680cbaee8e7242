package dev.tuliptree.engine.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An eventfd by which any thread ends the engine's poll. It is never read: registered edge-triggered, each write to it
 * is an edge, and its count does not overflow in the life of a machine.
 */
public final class WakeUp {
    private static final int EFD_NONBLOCK = 0x800;
    private static final int EFD_CLOEXEC = 0x80000;
    private static final int CLOSED = Integer.MIN_VALUE;
    private static final MemorySegment ONE = Arena.global().allocateFrom(ValueLayout.JAVA_LONG, 1);

    /** The eventfd, to be watched by a poll for edges. */
    public final int descriptor;

    /** Whether a wake-up is under way that no poll has seen yet: further ones need no system call. */
    private final AtomicBoolean pending = new AtomicBoolean();

    /**
     * How many threads are writing, or fewer than none once it is closed. A descriptor that is closed may be given to
     * another file at once, and a late wake-up must not write there; so the last of them closes it.
     */
    private final AtomicInteger writers = new AtomicInteger();

    /** Opens one. */
    public WakeUp(Calls calls) throws IOException {
        descriptor = calls.eventDescriptor(EFD_NONBLOCK | EFD_CLOEXEC);
        if (descriptor < 0) throw Errno.whenOpening(-descriptor);
    }

    /** Ends the poll that waits, or the next one. Any thread. */
    public void wake() {
        if (pending.getAndSet(true)) return;
        if (!enter()) return;
        Calls.writeNumber(descriptor, ONE);
        if (writers.decrementAndGet() == CLOSED) Calls.close(descriptor);
    }

    private boolean enter() {
        while (true) {
            int now = writers.get();
            if (now < 0) return false;
            if (writers.compareAndSet(now, now + 1)) return true;
        }
    }

    /** A poll has seen the wake-up. */
    public void seen() {
        pending.set(false);
    }

    /** Called once. */
    public void close() {
        if (writers.getAndAdd(CLOSED) == 0) Calls.close(descriptor);
    }
}
