package dev.tuliptree.engine.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors that an epoll instance watches, by their numbers, edge-triggered. Each event brings back the number
 * and a count of registrations: what is left of a descriptor that was closed in the same poll is told from its
 * successor's by that.
 */
public final class EventSet {
    private static final int EPOLL_CLOEXEC = 0x80000;
    private static final int EPOLL_CTL_ADD = 1;

    private static final int EPOLLET = 1 << 31;

    private static final int MOST_EVENTS = 512;
    private static final long WAKE_UP = -1;

    /** The structure {@code epoll_event} has no gap before its data on x86-64 alone. */
    private static final long DATA = System.getProperty("os.arch").equals("amd64") ? 4 : 8;

    private static final long EVENT = DATA + 8;
    private static final ValueLayout.OfLong UNALIGNED_LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Calls calls;

    /** The epoll instance. It can be polled itself: there is something to read while it has events. */
    public final int descriptor;

    private @Nullable WakeUp wakeUp;
    private final MemorySegment events = Arena.ofAuto().allocate(MOST_EVENTS * EVENT, 8);
    private @Nullable LinuxHandle[] handles = new LinuxHandle[64];
    private int registrations;
    private int size;
    private boolean countsNanos = true;

    /** Opens one. */
    public EventSet(Calls calls) throws IOException {
        this.calls = calls;
        descriptor = calls.createEpoll(EPOLL_CLOEXEC);
        if (descriptor < 0) throw Errno.whenOpening(-descriptor);
    }

    /** Has a wake-up end the wait, too. */
    public void add(WakeUp wakeUp) throws IOException {
        register(wakeUp.descriptor, Events.IN | EPOLLET, WAKE_UP);
        this.wakeUp = wakeUp;
    }

    private void register(int watched, int wanted, long data) throws IOException {
        events.set(ValueLayout.JAVA_INT, 0, wanted);
        events.set(UNALIGNED_LONG, DATA, data);
        int result = calls.control(descriptor, EPOLL_CTL_ADD, watched, events);
        if (result < 0) throw Errno.whenOpening(-result);
    }

    // -- who is in it

    public void add(LinuxHandle handle) throws IOException {
        int watched = handle.descriptor;
        handle.registration = ++registrations;
        register(watched, Events.ALL | EPOLLET, (long) handle.registration << 32 | watched);
        if (watched >= handles.length) handles = Arrays.copyOf(handles, Math.max(watched + 1, 2 * handles.length));
        handles[watched] = handle;
        size++;
    }

    /** Before the descriptor is closed, which takes it out of the epoll instance. */
    public void remove(LinuxHandle handle) {
        if (handles[handle.descriptor] != handle) return;
        handles[handle.descriptor] = null;
        size--;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public List<LinuxHandle> all() {
        List<LinuxHandle> all = new ArrayList<>(size);
        for (LinuxHandle handle : handles) {
            if (handle != null) all.add(handle);
        }
        return all;
    }

    // -- waiting

    /** Waits for events and has the handles note them; a timeout below 0 is none. */
    public void poll(long timeoutNanos) throws IOException {
        int count = await(timeoutNanos);
        if (count < 0 && count != -Errno.EINTR) throw Errno.whenOpening(-count);
        for (long at = 0; at < count * EVENT; at += EVENT) {
            tell(events.get(UNALIGNED_LONG, at + DATA), events.get(ValueLayout.JAVA_INT, at));
        }
        if (count == MOST_EVENTS) poll(0);
    }

    private int await(long timeoutNanos) {
        if (timeoutNanos == 0) return calls.look(descriptor, events, MOST_EVENTS);
        if (timeoutNanos < 0) return calls.await(descriptor, events, MOST_EVENTS, -1);
        if (countsNanos) {
            int count = calls.awaitNanos(descriptor, events, MOST_EVENTS, timeoutNanos);
            if (count != -Errno.ENOSYS) return count;
            countsNanos = false;
        }
        // Rounded up: woken early, the loop would spin until the timer is really due.
        long millis = (timeoutNanos - 1) / NANOS_PER_MILLI + 1;
        return calls.await(descriptor, events, MOST_EVENTS, (int) Math.min(millis, Integer.MAX_VALUE));
    }

    private void tell(long data, int happened) {
        if (data == WAKE_UP) {
            if (wakeUp != null) wakeUp.seen();
            return;
        }
        int watched = (int) data;
        LinuxHandle handle = watched < handles.length ? handles[watched] : null;
        if (handle != null && handle.registration == (int) (data >>> 32)) handle.happened(happened);
    }

    /** Called once. */
    public void close() {
        Calls.close(descriptor);
    }
}
