package dev.tuliptree.engine.uring;

/**
 * The operations that sockets order. The tag that goes to the kernel and back with one holds its kind and the number of
 * the socket.
 */
final class Operation {
    /** To receive what comes into the engine's buffers. */
    static final int RECEIVE = 1;

    /** To receive no more for now. */
    static final int STOP = 2;

    /** To be told, once, that there is something to read. */
    static final int READABLE = 3;

    /** To be told, once, of room to write. */
    static final int WRITABLE = 4;

    /** To be told, once, that the peer has ended its output or all. */
    static final int HANG_UP = 5;

    /** To end all operations of a socket that was closed. */
    static final int END = 6;

    /** To be told of wake-ups. */
    static final int WAKE_UP = 7;

    /** To be told of events at what an epoll instance watches. */
    static final int EVENTS = 8;

    /** The tag of what nobody wants to hear of. */
    static final long NOTHING = 0;

    private Operation() {}

    static long tag(int operation, int number) {
        return (long) operation << 32 | number;
    }

    static int operation(long tag) {
        return (int) (tag >>> 32);
    }

    static int number(long tag) {
        return (int) tag;
    }
}
