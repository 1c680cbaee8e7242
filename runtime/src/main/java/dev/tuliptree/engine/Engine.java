package dev.tuliptree.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectableChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event loop needs from the operating system. One engine serves one loop; all methods but {@link #wakeup()} and
 * {@link #nanoTime()} are called by that loop's thread alone, one at a time. No method suspends a task; none but
 * {@link #poll} blocks.
 */
public interface Engine extends AutoCloseable {
    /** For {@link #poll}: wait without end. */
    long FOREVER = -1;

    /**
     * The engine's name, as options and logs give it.
     *
     * @return a short word: {@code nio}
     */
    String name();

    /**
     * The loop's clock. Any thread.
     *
     * @return nanoseconds from an arbitrary origin, never going back
     */
    long nanoTime();

    /**
     * Waits until a socket is ready, {@link #wakeup()} is called or the time is over, and tells every listener of what
     * became ready.
     *
     * @param timeoutNanos how long to wait at most; 0 to look only, {@link #FOREVER} for no limit
     * @param othersAtWork whether a thread outside of the loop owes it an answer; a virtual clock must then not jump
     * @throws IOException if the operating system fails to wait
     */
    void poll(long timeoutNanos, boolean othersAtWork) throws IOException;

    /**
     * Whether the clock is another one than {@link System#nanoTime()}, so that the JDK's own timed waits cannot go by
     * it. Any thread.
     *
     * @return true if it is
     */
    default boolean isVirtual() {
        return false;
    }

    /**
     * Whether nothing is on its way from one socket of this engine to another, as far as it can tell. For tests that
     * wait until nothing happens any more.
     *
     * @return false if something is, and somebody waits for it
     */
    default boolean isSettled() {
        return true;
    }

    /**
     * Whether somebody waits to be told of a socket; true where the engine does not know. Loop thread only.
     *
     * @return false if no socket can wake the loop
     */
    default boolean isWatching() {
        return true;
    }

    /** Makes a {@link #poll} that waits, or the next one, return at once. Any thread; calls may coalesce. */
    void wakeup();

    /**
     * Opens a listening socket, for TCP or in the Unix domain.
     *
     * @param address where to listen: an {@link java.net.InetSocketAddress}, whose port 0 takes a free one, or a
     *     {@link java.net.UnixDomainSocketAddress}
     * @param options how to listen
     * @return the listener
     * @throws IOException if the address cannot be bound
     */
    EngineListener listen(SocketAddress address, ListenOptions options) throws IOException;

    /**
     * Begins to connect; {@link EngineSocket#finishConnect()} tells how it went.
     *
     * @param address where to: an address as {@link #listen} takes it
     * @param local what to connect from, null for any
     * @return a socket that may not be connected yet
     * @throws IOException if it fails at once
     */
    EngineSocket connect(SocketAddress address, @Nullable SocketAddress local) throws IOException;

    /**
     * Opens a socket for datagrams (UDP).
     *
     * @param local where to receive, an {@link java.net.InetSocketAddress}; port 0 takes a free one
     * @param options how to open it
     * @return the socket
     * @throws IOException if the address cannot be bound
     * @throws UnsupportedOperationException if the engine has no datagrams
     */
    default EngineDatagrams datagrams(SocketAddress local, DatagramOptions options) throws IOException {
        throw new UnsupportedOperationException("the engine " + name() + " has no datagrams");
    }

    /**
     * Finds the addresses of a name, where the engine has a network of its own with names of its own.
     *
     * @param name a host's name
     * @return its addresses; null where the operating system is to be asked, as it is for most engines
     * @throws UnknownHostException if there is no such name
     */
    default @Nullable List<InetAddress> lookUp(String name) throws UnknownHostException {
        return null;
    }

    /**
     * Watches a channel that is not the engine's.
     *
     * @param channel the channel, not blocking
     * @return what tells of it
     * @throws java.io.UncheckedIOException if the system refuses what that takes
     * @throws UnsupportedOperationException if the engine cannot; one that is not on NIO may use a
     *     {@link SelectorThread}
     */
    default EngineWatch watch(SelectableChannel channel) {
        throw new UnsupportedOperationException("the engine " + name() + " cannot watch channels of java.nio");
    }

    /**
     * Closes what the engine holds. Sockets and listeners that are still open are closed too; channels it only watches
     * are not. Nobody is told. Idempotent.
     *
     * @throws IOException if that fails
     */
    @Override
    void close() throws IOException;
}
