package dev.tuliptree.net;

import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.loop.Checkpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** Listens for TCP connections, at one address or several. Loop thread only. */
public final class TcpListener extends StreamListener<SocketStream> {
    private final List<InetSocketAddress> addresses;

    private TcpListener(List<EngineListener> sockets) {
        super(sockets);
        addresses = sockets.stream()
                .map(socket -> (InetSocketAddress) socket.localAddress())
                .toList();
    }

    /**
     * Listens with {@link ListenOptions#DEFAULT}: see {@link #open(List, int, ListenOptions)}.
     *
     * @param host the name or address to listen on
     * @param port the port, 0 for a free one
     * @return the listener
     * @throws IOException if the address cannot be bound
     */
    public static TcpListener open(String host, int port) throws IOException {
        return open(host, port, ListenOptions.DEFAULT);
    }

    /**
     * Listens: see {@link #open(List, int, ListenOptions)}.
     *
     * @param host the name or address to listen on
     * @param port the port, 0 for a free one
     * @param options how to listen
     * @return the listener
     * @throws IOException if the address cannot be bound; says which
     */
    public static TcpListener open(String host, int port, ListenOptions options) throws IOException {
        return open(List.of(host), port, options);
    }

    /**
     * Listens at every address of some hosts. A checkpoint.
     *
     * <p>{@code ::} is every address of this machine, of both families; {@code 0.0.0.0} is every one of IPv4. A name
     * such as {@code localhost} may have addresses of both; one that this machine does not have is passed over as long
     * as there is another.
     *
     * @param hosts the names or addresses to listen on
     * @param port the port, the same for all; 0 for one that is free
     * @param options how to listen
     * @return the listener
     * @throws IOException if an address cannot be bound; says which
     */
    public static TcpListener open(List<String> hosts, int port, ListenOptions options) throws IOException {
        Checkpoint.throwIfCancelled();
        return new TcpListener(new TcpBinding(hosts, port, options).bind());
    }

    @Override
    SocketStream stream(EngineSocket socket) {
        return new SocketStream(socket);
    }

    /**
     * The port it listens on.
     *
     * @return the port that was taken
     */
    public int port() {
        return localAddress().getPort();
    }

    /**
     * Where it listens.
     *
     * @return the first of its addresses, with the port that was taken
     */
    public InetSocketAddress localAddress() {
        return addresses.getFirst();
    }

    /**
     * Everywhere it listens.
     *
     * @return its addresses, with the port that was taken
     */
    public List<InetSocketAddress> localAddresses() {
        return addresses;
    }

    @Override
    public String toString() {
        return "TCP listener on " + addresses;
    }
}
