package dev.tuliptree.http;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * A server that is running: what {@link Application#listen} returns. Loop thread only.
 *
 * <p>Its tasks belong to the loop. Should it fail by itself, the first call of {@link #waitClosed} or {@link #close}
 * throws what it failed with; if there is none, the loop's exception handler is told.
 */
public interface Server extends AutoCloseable {
    /**
     * The port it listens on.
     *
     * @throws IllegalStateException if it listens at a socket file
     */
    int port();

    /**
     * The address it listens on.
     *
     * @throws IllegalStateException if it listens at a socket file
     */
    InetSocketAddress localAddress();

    /**
     * The address of something on it.
     *
     * @param path begins with a slash
     * @return {@code http://host:port/path}, or {@code https}, with the host given to listen on, or localhost if that
     *     stands for all or it listens at a socket file
     * @throws IllegalArgumentException if the path does not begin with a slash
     */
    String url(String path);

    /**
     * The connections that are served now, the oldest first, as they are now. Not among them are those that wait to be
     * accepted, or have not come to an agreement on TLS.
     */
    List<ServerConnection> connections();

    /** Suspends until the server has been closed. A checkpoint. */
    void waitClosed();

    /**
     * Closes the server in order: it accepts nothing more, and closes connections that wait for a request; WebSockets
     * are closed with 1001; requests in flight are answered and their connections then closed. What has not ended
     * within {@link ServerTimeouts#shutdownGrace} is cancelled. Returns when all has ended. Calling it again waits for
     * the first call.
     *
     * <p>Suspends, also in a scope that was cancelled.
     */
    @Override
    void close();
}
