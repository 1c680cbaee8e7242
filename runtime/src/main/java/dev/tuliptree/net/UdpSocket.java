package dev.tuliptree.net;

import dev.tuliptree.engine.EngineDatagrams;
import dev.tuliptree.loop.Checkpoint;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
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
        Checkpoint.throwIfCancelled();
        InetSocketAddress local =
                new InetSocketAddress(Names.lookUp(host, Resolver.ofLoop()).getFirst(), port);
        try {
            return new UdpSocket(open(local));
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

    @Override
    public String toString() {
        return "UDP socket";
    }
}
