package dev.tuliptree.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.MembershipKey;
import org.jspecify.annotations.Nullable;

/** A socket of an engine that sends and receives datagrams. Loop thread only; nothing blocks. */
public interface EngineDatagrams extends AutoCloseable {
    /**
     * Sends to this address alone from now on, and receives from no other.
     *
     * @param address the address
     * @throws IOException if the system refuses
     */
    void connect(SocketAddress address) throws IOException;

    /**
     * Takes a datagram that has arrived.
     *
     * @param target where to put it; what finds no room there is lost
     * @return who sent it, or null if none has arrived
     * @throws IOException if the system has something to complain about, an earlier datagram that was refused say
     */
    @Nullable
    SocketAddress receive(ByteBuffer target) throws IOException;

    /**
     * Hands over a datagram, if there is room for it.
     *
     * @param source what it says
     * @param address whom to send it to; null if the socket is connected
     * @return false if there is no room
     * @throws IOException if it cannot be sent, being too long say
     */
    boolean send(ByteBuffer source, @Nullable SocketAddress address) throws IOException;

    /**
     * Asks to be told, once, when receiving is worth trying. Replaces an earlier request.
     *
     * @param readiness whom to tell, or null to be told no more
     */
    void onReadable(@Nullable Readiness readiness);

    /**
     * Asks to be told, once, when sending is worth trying. Replaces an earlier request.
     *
     * @param readiness whom to tell, or null to be told no more
     */
    void onWritable(@Nullable Readiness readiness);

    /**
     * Receives what is sent to a multicast group, too.
     *
     * @param group the group's address
     * @param on where it is received
     * @param source from whom alone; null from anyone
     * @return the membership, which ends when it is dropped or the socket is closed
     * @throws IOException if the system refuses
     * @throws UnsupportedOperationException if the engine has no multicast, or the system none of this kind
     */
    default MembershipKey join(InetAddress group, NetworkInterface on, @Nullable InetAddress source)
            throws IOException {
        throw new UnsupportedOperationException("this engine has no multicast");
    }

    /**
     * Sets one of the socket's options on multicast: {@link java.net.StandardSocketOptions#IP_MULTICAST_TTL},
     * {@link java.net.StandardSocketOptions#IP_MULTICAST_LOOP} or
     * {@link java.net.StandardSocketOptions#IP_MULTICAST_IF}.
     *
     * @param option the option
     * @param value its value
     * @param <T> the type of its value
     * @throws IOException if the system refuses
     * @throws UnsupportedOperationException if the engine has no multicast
     */
    default <T> void setOption(SocketOption<T> option, T value) throws IOException {
        throw new UnsupportedOperationException("this engine has no multicast");
    }

    /**
     * Where it receives.
     *
     * @return the address, with the port that was taken
     */
    SocketAddress localAddress();

    /** Closes the socket. Idempotent. Nobody is told. */
    @Override
    void close();
}
