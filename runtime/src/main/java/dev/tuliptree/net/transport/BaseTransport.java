package dev.tuliptree.net.transport;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** What transports of all kinds do. Nothing here suspends or is a checkpoint; loop thread only. */
public interface BaseTransport {
    /**
     * Closes the transport: nothing is received any more, what was written is still sent, and then the protocol is told
     * that the connection is lost, without a failure. Idempotent. A peer that takes nothing keeps the transport open;
     * {@link #abort()} ends that.
     */
    void close();

    /**
     * Closes the transport at once; what was not sent yet is dropped. The protocol is told that the connection is lost,
     * without a failure, in a turn of its own. Idempotent.
     */
    void abort();

    /**
     * Whether it is closed, or closes as soon as everything is sent.
     *
     * @return true once it was closed or aborted, or has broken
     */
    boolean isClosing();

    /**
     * Sets when the protocol is asked to pause its writing; {@link BufferLimits#DEFAULT} otherwise.
     *
     * @param low at how many bytes that wait to be sent, or fewer, it may resume
     * @param high at more than how many it is to pause; 0 to pause whenever anything waits
     * @throws IllegalArgumentException if the low mark is above the high one, or negative
     */
    void setWriteBufferLimits(int low, int high);

    /**
     * When the protocol is asked to pause its writing.
     *
     * @return both marks
     */
    BufferLimits writeBufferLimits();

    /**
     * How much waits to be sent.
     *
     * @return bytes that the system has not taken yet
     */
    long writeBufferSize();

    /**
     * This end's address.
     *
     * @return the address, also when the transport is closed; null if there is none
     */
    @Nullable
    SocketAddress localAddress();

    /**
     * The peer's address.
     *
     * @return the address, also when the transport is closed; null if there is none
     */
    @Nullable
    SocketAddress peerAddress();

    /**
     * What the transport stands on: a {@link dev.tuliptree.net.SocketStream} for its options, a
     * {@link dev.tuliptree.net.tls.TlsSession} for what was agreed on. What it stands on is the transport's to use.
     *
     * @param type what is asked for
     * @param <T> what is asked for
     * @return it, or null if there is nothing of that type
     */
    <T> @Nullable T extraInfo(Class<T> type);
}
