package dev.tuliptree.engine.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one engine, and the memory they need beside the buffers of programs. What they return is what the C
 * library does, or {@code -errno} where that says -1. One thread at a time.
 *
 * <p>The memory is left to the garbage collector: no call can find it freed.
 */
public final class Calls {
    /** What one call moves at most, if no garbage collection can begin meanwhile. */
    static final int MOST_BYTES = 64 * 1024;

    /** What is copied out of the heap at most for one call: each call may wake the reader at the other end. */
    static final int MOST_COPIED = 512 * 1024;

    /** How many buffers one call gathers at most. */
    static final int MOST_BUFFERS = 16;

    /** {@code struct iovec}: where bytes are, and how many; on 64 bits. */
    private static final int PART = 16;

    private static final int PART_LENGTH = 8;

    /** {@code struct msghdr} on 64 bits, of which only the parts and their number are not zero. */
    private static final int MESSAGE = 56;

    private static final int MESSAGE_PARTS = 16;
    private static final int MESSAGE_COUNT = 24;

    private static final int MSG_NOSIGNAL = 0x4000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment errno = arena.allocate(Libc.ERRNO_LAYOUT);
    private final MemorySegment length = arena.allocate(ValueLayout.JAVA_INT);
    private final MemorySegment time = arena.allocate(16, 8);
    private final MemorySegment option = arena.allocate(2 * ValueLayout.JAVA_INT.byteSize(), 4);

    /** An address to hand over, or one that was handed over. */
    final MemorySegment address = arena.allocate(SocketAddresses.MOST_BYTES, 8);

    /** Gathers what is spread over several buffers. */
    final MemorySegment gathered = arena.allocate(MOST_BYTES);

    private final MemorySegment parts = arena.allocate((long) MOST_BUFFERS * PART, 8);
    private final MemorySegment message = arena.allocate(MESSAGE, 8);
    private @Nullable MemorySegment copied;

    int result(int returned) {
        return returned >= 0 ? returned : -errno.get(ValueLayout.JAVA_INT, 0);
    }

    int result(long returned) {
        return returned >= 0 ? (int) returned : -errno.get(ValueLayout.JAVA_INT, 0);
    }

    /** How many bytes the address has that was handed over. */
    int addressLength() {
        return length.get(ValueLayout.JAVA_INT, 0);
    }

    private MemorySegment roomForAddress() {
        length.set(ValueLayout.JAVA_INT, 0, SocketAddresses.MOST_BYTES);
        return length;
    }

    // -- bytes

    int receive(int descriptor, ByteBuffer target, int most) {
        try {
            MemorySegment bytes = MemorySegment.ofBuffer(target);
            return result((long) Libc.RECV.invokeExact(errno, descriptor, bytes, (long) most, 0));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    int send(int descriptor, ByteBuffer source, int most) {
        return send(descriptor, MemorySegment.ofBuffer(source), most);
    }

    /** A peer that is gone is an error, and no signal, which would end the process. */
    int send(int descriptor, MemorySegment bytes, int most) {
        try {
            return result((long) Libc.SEND.invokeExact(errno, descriptor, bytes, (long) most, MSG_NOSIGNAL));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    /** Copies so many bytes out of the heap and sends them, in as few pieces as {@link #MOST_COPIED} allows. */
    int sendCopied(int descriptor, ByteBuffer source, int count) {
        if (copied == null) copied = arena.allocate(MOST_COPIED);
        MemorySegment.copy(MemorySegment.ofBuffer(source), 0, copied, 0, count);
        try {
            return result((long) Libc.SEND_LONG.invokeExact(errno, descriptor, copied, (long) count, MSG_NOSIGNAL));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    /** Sends what remains in some buffers, none of them in the heap, however long they are. */
    int sendDirect(int descriptor, ByteBuffer[] sources, int first, int count) {
        for (int i = 0; i < count; i++) {
            MemorySegment bytes = MemorySegment.ofBuffer(sources[first + i]);
            parts.set(ValueLayout.ADDRESS, (long) i * PART, bytes);
            parts.set(ValueLayout.JAVA_LONG, (long) i * PART + PART_LENGTH, bytes.byteSize());
        }
        message.set(ValueLayout.ADDRESS, MESSAGE_PARTS, parts);
        message.set(ValueLayout.JAVA_LONG, MESSAGE_COUNT, count);
        try {
            return result((long) Libc.SENDMSG.invokeExact(errno, descriptor, message, MSG_NOSIGNAL));
        } catch (Throwable e) {
            throw Libc.failed(e);
        } finally {
            // The collector sees addresses only.
            Reference.reachabilityFence(sources);
        }
    }

    int receiveFrom(int descriptor, ByteBuffer target) {
        try {
            MemorySegment bytes = MemorySegment.ofBuffer(target);
            return result((long) Libc.RECVFROM.invokeExact(
                    errno, descriptor, bytes, (long) target.remaining(), 0, address, roomForAddress()));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    int sendTo(int descriptor, ByteBuffer source, int addressLength) {
        try {
            MemorySegment bytes = MemorySegment.ofBuffer(source);
            return result((long) Libc.SENDTO.invokeExact(
                    errno, descriptor, bytes, (long) source.remaining(), MSG_NOSIGNAL, address, addressLength));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    // -- sockets

    int socket(int family, int type) {
        try {
            return result((int) Libc.SOCKET.invokeExact(errno, family, type, 0));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    int bind(int descriptor, int addressLength) {
        try {
            return result((int) Libc.BIND.invokeExact(errno, descriptor, address, addressLength));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    int listen(int descriptor, int backlog) {
        try {
            return result((int) Libc.LISTEN.invokeExact(errno, descriptor, backlog));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    int accept(int descriptor, int flags) {
        try {
            return result((int) Libc.ACCEPT4.invokeExact(errno, descriptor, address, roomForAddress(), flags));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    int connect(int descriptor, int addressLength) {
        try {
            return result((int) Libc.CONNECT.invokeExact(errno, descriptor, address, addressLength));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    int shutdown(int descriptor, int how) {
        try {
            return result((int) Libc.SHUTDOWN.invokeExact(errno, descriptor, how));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    int localAddress(int descriptor) {
        try {
            return result((int) Libc.GETSOCKNAME.invokeExact(errno, descriptor, address, roomForAddress()));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    int remoteAddress(int descriptor) {
        try {
            return result((int) Libc.GETPEERNAME.invokeExact(errno, descriptor, address, roomForAddress()));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    // -- options of sockets

    int set(int descriptor, int level, int name, int value) {
        option.set(ValueLayout.JAVA_INT, 0, value);
        return setOption(descriptor, level, name, option, 4);
    }

    /** Sets an option that is a pair of numbers. */
    int set(int descriptor, int level, int name, int first, int second) {
        option.set(ValueLayout.JAVA_INT, 0, first);
        option.set(ValueLayout.JAVA_INT, 4, second);
        return setOption(descriptor, level, name, option, 8);
    }

    /** Sets an option that is a structure. */
    int set(int descriptor, int level, int name, MemorySegment value) {
        return setOption(descriptor, level, name, value, (int) value.byteSize());
    }

    private int setOption(int descriptor, int level, int name, MemorySegment value, int bytes) {
        try {
            return result((int) Libc.SETSOCKOPT.invokeExact(errno, descriptor, level, name, value, bytes));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    /** The value of an option, or {@code -errno}. */
    int get(int descriptor, int level, int name) {
        try {
            length.set(ValueLayout.JAVA_INT, 0, 4);
            int result = result((int) Libc.GETSOCKOPT.invokeExact(errno, descriptor, level, name, option, length));
            return result < 0 ? result : option.get(ValueLayout.JAVA_INT, 0);
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    // -- epoll

    public int createEpoll(int flags) {
        try {
            return result((int) Libc.EPOLL_CREATE1.invokeExact(errno, flags));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    public int control(int epoll, int operation, int descriptor, MemorySegment event) {
        try {
            return result((int) Libc.EPOLL_CTL.invokeExact(errno, epoll, operation, descriptor, event));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    /** How many events there are, without waiting for one. */
    public int look(int epoll, MemorySegment events, int most) {
        try {
            return result((int) Libc.EPOLL_LOOK.invokeExact(errno, epoll, events, most, 0));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    public int await(int epoll, MemorySegment events, int most, int millis) {
        try {
            return result((int) Libc.EPOLL_WAIT.invokeExact(errno, epoll, events, most, millis));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    /** As {@link #await}, in nanoseconds; {@code -ENOSYS} where the C library or the kernel is too old. */
    public int awaitNanos(int epoll, MemorySegment events, int most, long nanos) {
        MethodHandle function = Libc.EPOLL_PWAIT2;
        if (function == null) return -Errno.ENOSYS;
        time.set(ValueLayout.JAVA_LONG, 0, nanos / NANOS_PER_SECOND);
        time.set(ValueLayout.JAVA_LONG, 8, nanos % NANOS_PER_SECOND);
        try {
            return result((int) function.invokeExact(errno, epoll, events, most, time, MemorySegment.NULL));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    // -- io_uring: the numbers are the same on all processors that this is for

    private static final long IO_URING_SETUP = 425;
    private static final long IO_URING_ENTER = 426;
    private static final long IO_URING_REGISTER = 427;

    /** The new ring's descriptor, or {@code -errno}. */
    public int setUpRing(int entries, MemorySegment parameters) {
        return systemCall(IO_URING_SETUP, entries, parameters.address(), 0, 0, parameters, 0);
    }

    /** How many submissions were taken, or {@code -errno}. */
    public int enterRing(int ring, int submissions, int completions, int flags, MemorySegment wait) {
        return systemCall(IO_URING_ENTER, ring, submissions, completions, flags, wait, wait.byteSize());
    }

    /** What the operation returns, or {@code -errno}. */
    public int registerAtRing(int ring, int operation, MemorySegment argument, int count) {
        return systemCall(IO_URING_REGISTER, ring, operation, argument.address(), count, argument, 0);
    }

    private int systemCall(
            long number, long first, long second, long third, long fourth, MemorySegment fifth, long sixth) {
        try {
            return result((long) Libc.SYSCALL.invokeExact(errno, number, first, second, third, fourth, fifth, sixth));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    // -- memory shared with the kernel

    private static final int PROT_READ_AND_WRITE = 0x3;
    private static final int MAP_SHARED = 0x1;
    private static final int MAP_PRIVATE = 0x2;
    private static final int MAP_ANONYMOUS = 0x20;
    private static final int MAP_POPULATE = 0x8000;

    /** Maps what a descriptor stands for. Whoever maps it unmaps it, when nobody uses it any more. */
    public MemorySegment map(int descriptor, long offset, long bytes) throws IOException {
        return map(bytes, MAP_SHARED | MAP_POPULATE, descriptor, offset);
    }

    /** Maps zeros, which take no room until they are used. Whoever maps them unmaps them. */
    public MemorySegment mapZeros(long bytes) throws IOException {
        return map(bytes, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    }

    @SuppressWarnings("restricted") // The system has just said that so many bytes are there.
    private MemorySegment map(long bytes, int flags, int descriptor, long offset) throws IOException {
        try {
            long address = (long) Libc.MMAP.invokeExact(
                    errno, MemorySegment.NULL, bytes, PROT_READ_AND_WRITE, flags, descriptor, offset);
            if (address == -1) throw Errno.whenOpening(errno.get(ValueLayout.JAVA_INT, 0));
            return MemorySegment.ofAddress(address).reinterpret(bytes);
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    /** Unmaps what was mapped. Nothing may touch it any more. */
    public static void unmap(MemorySegment mapped) {
        try {
            int _ = (int) Libc.MUNMAP.invokeExact(mapped.address(), mapped.byteSize());
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    // -- wake-ups

    int eventDescriptor(int flags) {
        try {
            return result((int) Libc.EVENTFD.invokeExact(errno, 0, flags));
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    // -- from any thread, where an error makes no difference

    /** Writes a number to an eventfd. */
    static void writeNumber(int descriptor, MemorySegment number) {
        try {
            long _ = (long) Libc.WRITE_NUMBER.invokeExact(descriptor, number, ValueLayout.JAVA_LONG.byteSize());
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }

    public static void close(int descriptor) {
        try {
            int _ = (int) Libc.CLOSE.invokeExact(descriptor);
        } catch (Throwable e) {
            throw Libc.failed(e);
        }
    }
}
