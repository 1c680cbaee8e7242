package dev.tuliptree.net;

import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Opens connections. */
public final class TcpConnector {
    private TcpConnector() {}

    /**
     * Connects with {@link ConnectOptions#DEFAULT}: see {@link #connect(String, int, ConnectOptions)}.
     *
     * @param host a name or an address
     * @param port a port
     * @return the connection
     * @throws IOException if no address of the host could be connected to; every attempt's failure is suppressed in it
     */
    public static SocketStream connect(String host, int port) throws IOException {
        return connect(host, port, ConnectOptions.DEFAULT);
    }

    /**
     * See {@link dev.tuliptree.Async#openTcpStream(String, int, ConnectOptions)}.
     *
     * @param host a name or an address
     * @param port a port
     * @param options how to connect
     * @return the connection
     * @throws IOException if no address of the host could be connected to; every attempt's failure is suppressed in it
     */
    public static SocketStream connect(String host, int port, ConnectOptions options) throws IOException {
        Resolver resolver = options.resolver() == null ? Resolver.ofLoop() : options.resolver();
        List<InetSocketAddress> addresses = HappyEyeballs.interleave(Names.lookUp(host, resolver)).stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
        try {
            return HappyEyeballs.connect(addresses, options.stagger(), address -> connect(address, options));
        } catch (IOException e) {
            ConnectException failure =
                    new ConnectException("cannot connect to " + host + " port " + port + ": " + e.getMessage());
            for (Throwable attempt : e.getSuppressed()) failure.addSuppressed(attempt);
            throw failure;
        }
    }

    /**
     * Connects to one address. A checkpoint.
     *
     * @param address where to
     * @param options how to connect
     * @return the connection
     * @throws IOException if that fails; says where to
     */
    public static SocketStream connect(InetSocketAddress address, ConnectOptions options) throws IOException {
        Checkpoint.throwIfCancelled();
        try {
            return new SocketStream(connected(address, options));
        } catch (IOException e) {
            throw new ConnectException(words(address) + ": " + e.getMessage());
        }
    }

    private static EngineSocket connected(InetSocketAddress address, ConnectOptions options) throws IOException {
        EngineSocket socket = EventLoop.current().engine().connect(address, options.localAddress());
        try {
            if (options.keepAlive()) socket.setKeepAlive(true);
            SocketWaiter connected = SocketWaiter.writable(socket);
            while (!socket.finishConnect()) connected.awaitReady();
            Checkpoint.passTurn();
            return socket;
        } catch (Throwable e) {
            socket.close();
            throw e;
        }
    }

    private static String words(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        return host.getHostAddress() + " port " + address.getPort();
    }
}
