package dev.tuliptree.net.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket, for a {@link DatagramProtocol} to send through. After asyncio's {@code DatagramTransport}. Nothing here
 * suspends or is a checkpoint; loop thread only.
 */
public interface DatagramTransport extends BaseTransport {
    /**
     * Sends a message: at once if there is room, else as room comes; in the order of the calls. If it cannot be sent,
     * the protocol is told of an error. On a transport that is closing it is dropped.
     *
     * @param data what to say, at most 65,507 bytes; copied if it has to wait
     * @param receiver whom to; null for the peer, if the socket is connected to one
     * @throws IllegalArgumentException if the socket is connected to another peer, or to none and none is given
     */
    void sendTo(ByteBuffer data, @Nullable InetSocketAddress receiver);

    /**
     * As {@link #sendTo(ByteBuffer, InetSocketAddress)}.
     *
     * @param data what to say
     * @param receiver whom to; null for the peer, if the socket is connected to one
     */
    default void sendTo(byte[] data, @Nullable InetSocketAddress receiver) {
        sendTo(ByteBuffer.wrap(data), receiver);
    }

    /**
     * Who is told of what happens.
     *
     * @return the protocol
     */
    DatagramProtocol protocol();
}
