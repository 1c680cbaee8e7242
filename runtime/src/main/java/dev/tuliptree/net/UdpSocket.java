package dev.tuliptree.net;

import dev.tuliptree.engine.DatagramOptions;
import dev.tuliptree.engine.EngineDatagrams;
import dev.tuliptree.loop.Checkpoint;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;

/**
 * Sends messages to anyone by UDP, and receives them from anyone: each whole or not at all, in any order, some twice.
 * One task at a time may send and one receive; a second one gets an {@link IllegalStateException}. Loop thread only.
 */
public final class UdpSocket extends DatagramPort {
    private UdpSocket(EngineDatagrams socket) {
        super(socket);
    }

    /**
     * See {@link dev.tuliptree.Async#openUdpSocket}.
     *
     * @param host the name or address to receive at
     * @param port the port, 0 for a free one
     * @return the socket
     * @throws IOException if the address cannot be bound; says which
     */
    public static UdpSocket open(String host, int port) throws IOException {
        return open(host, port, DatagramOptions.DEFAULT);
    }

    /**
     * See {@link dev.tuliptree.Async#openUdpSocket(String, int, DatagramOptions)}.
     *
     * @param host the name or address to receive at
     * @param port the port, 0 for a free one
     * @param options how to open it
     * @return the socket
     * @throws IOException if the address cannot be bound; says which
     */
    public static UdpSocket open(String host, int port, DatagramOptions options) throws IOException {
        Checkpoint.throwIfCancelled();
        InetSocketAddress local =
                new InetSocketAddress(Names.lookUp(host, Resolver.ofLoop()).getFirst(), port);
        try {
            return new UdpSocket(open(local, options));
        } catch (IOException e) {
            throw new BindException("cannot receive at " + host + " port " + port + ": " + e.getMessage());
        }
    }

    /**
     * Receives a message. A checkpoint; cancelled, it has taken none.
     *
     * @return the message, and who sent it
     * @throws ClosedStreamException if the socket is, or meanwhile gets, closed
     * @throws IOException if the system has something to complain about
     */
    public Datagram receive() throws IOException {
        return receiveOne();
    }

    /**
     * Sends a message. A checkpoint; cancelled, it has sent none.
     *
     * @param data what to say, at most 65,507 bytes; beyond about 1,200 it may be cut up on the way, and easily lost
     * @param receiver whom to
     * @throws ClosedStreamException if the socket is, or meanwhile gets, closed
     * @throws IOException if it cannot be sent, being too long say
     */
    public void send(byte[] data, InetSocketAddress receiver) throws IOException {
        sendOne(ByteBuffer.wrap(data), receiver);
    }

    // -- multicast

    /**
     * Receives what is sent to a multicast group (RFC 1112, RFC 4291) at this socket's port, too. Not a checkpoint.
     *
     * <p>The socket is best opened at {@code 0.0.0.0} for groups of IPv4 and at {@code ::} for those of IPv6, and with
     * {@link DatagramOptions#reuseAddress(boolean)} if others on this machine are to receive the same.
     *
     * @param group the group's address: {@code 239.1.2.3} say, or {@code ff15::1}
     * @param on where it is received; most networks have one interface of a machine
     * @return the membership; closing it, or the socket, leaves the group
     * @throws ClosedStreamException if the socket is closed
     * @throws IOException if the system refuses
     * @throws IllegalArgumentException if the address is none of a group, or of another family than the socket
     * @throws IllegalStateException if it is a member from named sources already
     */
    public MulticastMembership joinGroup(InetAddress group, NetworkInterface on) throws IOException {
        return new MulticastMembership(openSocket().join(group, on, null));
    }

    /**
     * As {@link #joinGroup(InetAddress, NetworkInterface)}, receiving from one sender alone (source-specific multicast,
     * RFC 4607). Join again for more of them.
     *
     * @param group the group's address
     * @param on where it is received
     * @param source the sender's address
     * @return the membership; closing it, or the socket, leaves the group
     * @throws ClosedStreamException if the socket is closed
     * @throws IOException if the system refuses
     * @throws IllegalArgumentException if the address is none of a group, or one is of another family than the socket
     * @throws IllegalStateException if it is a member whoever sends already
     * @throws UnsupportedOperationException if the system cannot tell senders apart
     */
    public MulticastMembership joinGroup(InetAddress group, NetworkInterface on, InetAddress source)
            throws IOException {
        return new MulticastMembership(openSocket().join(group, on, source));
    }

    /**
     * Sets where messages to groups leave the machine. Not a checkpoint.
     *
     * @param on the interface; without one the system chooses
     * @throws IOException if the socket is closed, or the system refuses
     */
    public void multicastInterface(NetworkInterface on) throws IOException {
        openSocket().setOption(StandardSocketOptions.IP_MULTICAST_IF, on);
    }

    /**
     * Sets how far messages to groups go. Not a checkpoint.
     *
     * @param hops how many routers they may pass, from 0 for none, within this machine, to 255; 1 unless something else
     *     is said, which is this network
     * @throws IOException if the socket is closed, or the system refuses
     * @throws IllegalArgumentException if it is not from 0 to 255
     */
    public void multicastTtl(int hops) throws IOException {
        if (hops < 0 || hops > 255) throw new IllegalArgumentException("the TTL is from 0 to 255, not " + hops);
        openSocket().setOption(StandardSocketOptions.IP_MULTICAST_TTL, hops);
    }

    /**
     * Sets whether members on this machine receive what this socket sends to a group, too; they do unless something
     * else is said. Not a checkpoint.
     *
     * @param loopback false to send to other machines alone
     * @throws IOException if the socket is closed, or the system refuses
     */
    public void multicastLoopback(boolean loopback) throws IOException {
        openSocket().setOption(StandardSocketOptions.IP_MULTICAST_LOOP, loopback);
    }

    @Override
    public String toString() {
        return "UDP socket";
    }
}
