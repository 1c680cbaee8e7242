package dev.tuliptree.engine.linux;

/** What can happen at a descriptor, as poll(2), epoll and io_uring number it alike. */
public final class Events {
    /** There is something to read, or a connection to accept. */
    public static final int IN = 0x1;

    private static final int PRI = 0x2;

    /** There is room to write, or a connection was made. */
    public static final int OUT = 0x4;

    private static final int ERR = 0x8;
    private static final int HUP = 0x10;
    private static final int RDHUP = 0x2000;

    /** The peer has ended its output, or the connection is broken. */
    public static final int HANG_UP = RDHUP | HUP | ERR;

    /** All there is to ask for; errors and hang-ups are told unasked. */
    public static final int ALL = IN | PRI | OUT | RDHUP;

    /** There is something to read. */
    public static final int TO_READ = IN | PRI | RDHUP | HUP | ERR;

    static final int TO_WRITE = OUT | HUP | ERR;
    static final int MORE_THAN_BYTES = TO_READ & ~IN;

    private Events() {}
}
