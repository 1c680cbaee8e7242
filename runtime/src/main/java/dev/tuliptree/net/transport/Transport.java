package dev.tuliptree.net.transport;

import java.nio.ByteBuffer;

/**
 * One connection, for a {@link Protocol} to send through. After asyncio's {@code Transport}. Nothing here suspends or
 * is a checkpoint; loop thread only.
 *
 * <p>A transport belongs to no task: it lives until it is closed or lost, or its loop is closed, which drops it without
 * a word to the protocol.
 */
public interface Transport extends BaseTransport {
    /**
     * Sends bytes: at once as far as there is room, the rest as room comes. Written to a transport that is closing they
     * are dropped, as the peer would not get them either.
     *
     * <p>What waits is kept without a limit: it is the protocol that has to heed {@link BaseProtocol#pauseWriting()}.
     *
     * @param data what to send; nothing remains in it, and it may be used for something else
     * @throws IllegalStateException after {@link #writeEof()}
     */
    void write(ByteBuffer data);

    /**
     * As {@link #write(ByteBuffer)}.
     *
     * @param data what to send
     * @throws IllegalStateException after {@link #writeEof()}
     */
    default void write(byte[] data) {
        write(ByteBuffer.wrap(data));
    }

    /**
     * Says that no more will be written: when everything is sent, the peer receives the end of the stream. Receiving
     * goes on. Idempotent.
     */
    void writeEof();

    /** Has the protocol told of no data until {@link #resumeReading()}; the peer will have to wait. Idempotent. */
    void pauseReading();

    /** Takes {@link #pauseReading()} back. Idempotent. */
    void resumeReading();

    /**
     * Whether the protocol is told of data that arrives.
     *
     * @return false if reading is paused, the peer sends no more, or the transport is closing
     */
    boolean isReading();

    /**
     * Has another protocol told of what happens from now on; it is not told that the connection is made.
     *
     * @param protocol the other one
     */
    void setProtocol(Protocol protocol);

    /**
     * Who is told of what happens.
     *
     * @return the protocol
     */
    Protocol protocol();
}
