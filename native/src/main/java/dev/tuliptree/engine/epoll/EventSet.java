package dev.tuliptree.engine.epoll;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors that an epoll instance watches, by their numbers. Each event brings back the number and a count of
 * registrations: what is left of a descriptor that was closed in the same poll is told from its successor's by that.
 */
final class EventSet {
    private static final int EPOLL_CLOEXEC = 0x80000;
    private static final int EPOLL_CTL_ADD = 1;

    static final int EPOLLIN = 0x1;
    static final int EPOLLPRI = 0x2;
    static final int EPOLLOUT = 0x4;
    static final int EPOLLERR = 0x8;
    static final int EPOLLHUP = 0x10;
    static final int EPOLLRDHUP = 0x2000;
    private static final int EPOLLET = 1 << 31;
    private static final int EVERYTHING = EPOLLIN | EPOLLPRI | EPOLLOUT | EPOLLRDHUP | EPOLLET;

    private static final int MOST_EVENTS = 512;
    private static final long WAKE_UP = -1;

    /** The structure {@code epoll_event} has no gap before its data on x86-64 alone. */
    private static final long DATA = System.getProperty("os.arch").equals("amd64") ? 4 : 8;

    private static final long EVENT = DATA + 8;
    private static final ValueLayout.OfLong UNALIGNED_LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Calls calls;
    private final int descriptor;
    private final WakeUp wakeUp;
    private final MemorySegment events = Arena.ofAuto().allocate(MOST_EVENTS * EVENT, 8);
    private @Nullable EpollHandle[] handles = new EpollHandle[64];
    private int registrations;
    private int size;
    private boolean countsNanos = true;

    EventSet(Calls calls) throws IOException {
        this.calls = calls;
        descriptor = calls.createEpoll(EPOLL_CLOEXEC);
        if (descriptor < 0) throw Errno.whenOpening(-descriptor);
        try {
            wakeUp = new WakeUp(calls);
        } catch (IOException e) {
            Calls.close(descriptor);
            throw e;
        }
        try {
            register(wakeUp.descriptor, EPOLLIN | EPOLLET, WAKE_UP);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void register(int watched, int wanted, long data) throws IOException {
        events.set(ValueLayout.JAVA_INT, 0, wanted);
        events.set(UNALIGNED_LONG, DATA, data);
        int result = calls.control(descriptor, EPOLL_CTL_ADD, watched, events);
        if (result < 0) throw Errno.whenOpening(-result);
    }

    // -- who is in it

    void add(EpollHandle handle) throws IOException {
        int watched = handle.descriptor;
        handle.registration = ++registrations;
        register(watched, EVERYTHING, (long) handle.registration << 32 | watched);
        if (watched >= handles.length) handles = Arrays.copyOf(handles, Math.max(watched + 1, 2 * handles.length));
        handles[watched] = handle;
        size++;
    }

    /** Before the descriptor is closed, which takes it out of the epoll instance. */
    void remove(EpollHandle handle) {
        if (handles[handle.descriptor] != handle) return;
        handles[handle.descriptor] = null;
        size--;
    }

    boolean isEmpty() {
        return size == 0;
    }

    EpollHandle[] all() {
        return Arrays.stream(handles).filter(handle -> handle != null).toArray(EpollHandle[]::new);
    }

    // -- waiting

    /** Waits for events and tells them; a timeout below 0 is none. */
    void poll(long timeoutNanos) throws IOException {
        int count = await(timeoutNanos);
        if (count < 0 && count != -Errno.EINTR) throw Errno.whenOpening(-count);
        for (long at = 0; at < count * EVENT; at += EVENT) {
            tell(events.get(UNALIGNED_LONG, at + DATA), events.get(ValueLayout.JAVA_INT, at));
        }
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
            wakeUp.seen();
            return;
        }
        int watched = (int) data;
        EpollHandle handle = watched < handles.length ? handles[watched] : null;
        if (handle != null && handle.registration == (int) (data >>> 32)) handle.happened(happened);
    }

    /** Ends a wait, or the next one. Any thread. */
    void wakeUp() {
        wakeUp.wake();
    }

    /** Called once. */
    void close() {
        wakeUp.close();
        Calls.close(descriptor);
    }
}
