package dev.tuliptree.net.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * What happens at one UDP socket: {@link #connectionMade} first, then messages and errors, and {@link #connectionLost}
 * at last, when the transport was closed. After asyncio's {@code DatagramProtocol}.
 */
public interface DatagramProtocol extends BaseProtocol {
    /**
     * The socket is open. Called once.
     *
     * @param transport what to send through
     * @throws Exception for the loop's exception handler
     */
    default void connectionMade(DatagramTransport transport) throws Exception {}

    /**
     * A message has arrived.
     *
     * @param data what it says; the buffer is used for others when this returns, so what is to be kept has to be copied
     * @param sender who sent it, or claims to
     * @throws Exception for the loop's exception handler
     */
    void datagramReceived(ByteBuffer data, InetSocketAddress sender) throws Exception;

    /**
     * Sending or receiving has failed: a peer is not there, or a message was too long. The transport goes on.
     *
     * @param failure what the system says
     * @throws Exception for the loop's exception handler
     */
    default void errorReceived(IOException failure) throws Exception {}
}
