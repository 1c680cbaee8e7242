package dev.tuliptree.net.transport;

import java.nio.ByteBuffer;

/**
 * What happens on one connection: {@link #connectionMade} first, then any number of times {@link #dataReceived}, then
 * {@link #eofReceived} if the peer ends its direction, and {@link #connectionLost} at last. After asyncio's
 * {@code Protocol}.
 */
public interface Protocol extends BaseProtocol {
    /**
     * The connection stands. Called once.
     *
     * @param transport what to send through
     * @throws Exception for the loop's exception handler
     */
    default void connectionMade(Transport transport) throws Exception {}

    /**
     * Bytes have arrived, cut anywhere.
     *
     * @param data the bytes, at least one and at most 64 KiB; the buffer is used for others when this returns, so what
     *     is to be kept has to be copied. It may be written to a transport as it is.
     * @throws Exception for the loop's exception handler
     */
    void dataReceived(ByteBuffer data) throws Exception;

    /**
     * The peer sends no more. Called once at most.
     *
     * @return true to keep this end's direction open, which has to be closed then; false to close the transport, which
     *     still sends what waits
     * @throws Exception for the loop's exception handler
     */
    default boolean eofReceived() throws Exception {
        return false;
    }
}
