package dev.tuliptree.live;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The connection to one page, whatever carries it. Loop thread only. */
interface Link {
    /**
     * The next frame of the page; a checkpoint.
     *
     * @return its text, or null once the connection has ended, in whatever way
     */
    @Nullable
    String receive() throws IOException;

    /** Sends a frame; a checkpoint, which suspends while the page does not read. */
    void send(String frame) throws IOException;

    /** Ends the connection, in limited time; suspends. Harmless when it has ended already. */
    void close(int code, String reason);

    /** Who uses the page; null if nobody has asked. */
    @Nullable
    Object user();

    /** Who is at the other end, for logs. */
    String peer();
}
