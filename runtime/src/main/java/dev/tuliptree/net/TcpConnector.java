package dev.tuliptree.net;

import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Opens connections. */
public final class TcpConnector {
    private TcpConnector() {}

    /**
     * See {@link dev.tuliptree.Async#openTcpStream}.
     *
     * @param host a name or an address
     * @param port a port
     * @return the connection
     * @throws IOException if no address of the host could be connected to; every attempt's failure is suppressed in it
     */
    public static SocketStream connect(String host, int port) throws IOException {
        IOException failure = null;
        for (InetAddress address : Names.lookUp(host)) {
            try {
                return connect(new InetSocketAddress(address, port));
            } catch (IOException e) {
                if (failure == null) failure = new ConnectException("cannot connect to " + host + " port " + port);
                failure.addSuppressed(e);
            }
        }
        throw failure == null ? new ConnectException(host + " has no address") : failure;
    }

    /**
     * Connects to one address. A checkpoint.
     *
     * @param address where to
     * @return the connection
     * @throws IOException if that fails
     */
    public static SocketStream connect(InetSocketAddress address) throws IOException {
        Checkpoint.throwIfCancelled();
        EngineSocket socket = EventLoop.current().engine().connect(address);
        try {
            SocketWaiter connected = SocketWaiter.writable(socket);
            while (!socket.finishConnect()) connected.awaitReady();
            Checkpoint.passTurn();
            return new SocketStream(socket);
        } catch (Throwable e) {
            socket.close();
            if (e instanceof ConnectException refused) {
                throw new ConnectException(refused.getMessage() + ": " + address);
            }
            throw e;
        }
    }
}
