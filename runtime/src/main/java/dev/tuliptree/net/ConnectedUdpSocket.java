package dev.tuliptree.net;

import dev.tuliptree.engine.DatagramOptions;
import dev.tuliptree.engine.EngineDatagrams;
import dev.tuliptree.loop.Checkpoint;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Exchanges messages with one peer by UDP. As {@link UdpSocket} otherwise; what others send is not received, and that
 * nobody listens there may come to light: as an {@link java.net.PortUnreachableException} of a later call.
 */
public final class ConnectedUdpSocket extends DatagramPort {
    private final InetSocketAddress remoteAddress;

    private ConnectedUdpSocket(EngineDatagrams socket, InetSocketAddress remoteAddress) {
        super(socket);
        this.remoteAddress = remoteAddress;
    }

    /**
     * See {@link dev.tuliptree.Async#openConnectedUdpSocket}.
     *
     * @param host the peer's name or address
     * @param port its port
     * @return the socket
     * @throws IOException if there is no way there
     */
    public static ConnectedUdpSocket open(String host, int port) throws IOException {
        Checkpoint.throwIfCancelled();
        InetAddress address = Names.lookUp(host, Resolver.ofLoop()).getFirst();
        InetSocketAddress remote = new InetSocketAddress(address, port);
        EngineDatagrams socket = open(new InetSocketAddress(anyLike(address), 0), DatagramOptions.DEFAULT);
        boolean done = false;
        try {
            socket.connect(remote);
            done = true;
            return new ConnectedUdpSocket(socket, remote);
        } catch (IOException e) {
            throw new ConnectException("cannot send to " + host + " port " + port + ": " + e.getMessage());
        } finally {
            if (!done) socket.close();
        }
    }

    private static InetAddress anyLike(InetAddress address) {
        return InetAddress.ofLiteral(address instanceof Inet4Address ? "0.0.0.0" : "::");
    }

    /**
     * Receives a message of the peer. A checkpoint; cancelled, it has taken none.
     *
     * @return what it says
     * @throws ClosedStreamException if the socket is, or meanwhile gets, closed
     * @throws IOException if the peer is not there
     */
    public byte[] receive() throws IOException {
        return receiveOne().data();
    }

    /**
     * Sends a message to the peer. A checkpoint; cancelled, it has sent none.
     *
     * @param data what to say, at most 65,507 bytes; beyond about 1,200 it may be cut up on the way, and easily lost
     * @throws ClosedStreamException if the socket is, or meanwhile gets, closed
     * @throws IOException if it cannot be sent, or the peer is not there
     */
    public void send(byte[] data) throws IOException {
        sendOne(ByteBuffer.wrap(data), null);
    }

    /**
     * The peer's address.
     *
     * @return the address
     */
    public InetSocketAddress remoteAddress() {
        return remoteAddress;
    }

    @Override
    public String toString() {
        return "UDP socket to " + remoteAddress;
    }
}
