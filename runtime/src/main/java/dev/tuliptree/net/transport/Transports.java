package dev.tuliptree.net.transport;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.ConnectOptions;
import dev.tuliptree.net.ConnectedUdpSocket;
import dev.tuliptree.net.TcpConnector;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.UdpSocket;
import dev.tuliptree.net.UnixConnector;
import dev.tuliptree.net.UnixListener;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.net.tls.TlsStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Opens transports, to be imported statically: {@code import static dev.tuliptree.net.transport.Transports.*;}. After
 * the calls of asyncio's loop. For coroutines; factories run on the loop and must not suspend.
 */
public final class Transports {
    private Transports() {}

    /** Begins TLS on a stream. */
    @FunctionalInterface
    private interface TlsBeginning {
        TlsStream on(ByteStream stream) throws IOException;
    }

    // -- connections

    /**
     * Connects to a TCP server and has a protocol told what happens on the connection. After asyncio's
     * {@code create_connection}. A checkpoint; cancelled, it leaves nothing open.
     *
     * @param factory makes the protocol, once the connection stands
     * @param host the server's name or address; every address the name has is tried
     * @param port its port
     * @param <P> the type of the protocol
     * @return the connection, of which the protocol has been told
     * @throws IOException if no address could be connected to
     */
    public static <P extends Protocol> Connection<P> createConnection(Supplier<P> factory, String host, int port)
            throws IOException {
        return createConnection(factory, host, port, ConnectOptions.DEFAULT);
    }

    /**
     * As {@link #createConnection(Supplier, String, int)}, in a chosen way.
     *
     * @param factory makes the protocol, once the connection stands
     * @param host the server's name or address
     * @param port its port
     * @param options how to connect
     * @param <P> the type of the protocol
     * @return the connection, of which the protocol has been told
     * @throws IOException if no address could be connected to
     */
    public static <P extends Protocol> Connection<P> createConnection(
            Supplier<P> factory, String host, int port, ConnectOptions options) throws IOException {
        return createConnection(factory, TcpConnector.connect(host, port, options));
    }

    /**
     * As {@link #createConnection(Supplier, String, int)}, under TLS.
     *
     * @param factory makes the protocol, after the handshake
     * @param host the server's name or address, which its certificate has to show
     * @param port its port
     * @param options how to go about TLS; keep and share them, so that sessions are resumed
     * @param <P> the type of the protocol
     * @return the connection, of which the protocol has been told
     * @throws IOException if it cannot be connected to, or the two do not come to terms
     */
    public static <P extends Protocol> Connection<P> createConnection(
            Supplier<P> factory, String host, int port, TlsClientOptions options) throws IOException {
        return createConnection(factory, TlsStream.client(TcpConnector.connect(host, port), host, options));
    }

    /**
     * As {@link #createConnection(Supplier, String, int)}, in the Unix domain.
     *
     * @param factory makes the protocol, once the connection stands
     * @param path the server's socket file
     * @param <P> the type of the protocol
     * @return the connection, of which the protocol has been told
     * @throws IOException if nobody listens there
     */
    public static <P extends Protocol> Connection<P> createUnixConnection(Supplier<P> factory, Path path)
            throws IOException {
        return createConnection(factory, UnixConnector.connect(path));
    }

    /**
     * As {@link #createConnection(Supplier, String, int)}, over a stream that stands already, accepted or of a kind of
     * its own, and that nobody else may use any more. A checkpoint; cancelled, it closes the stream.
     *
     * @param factory makes the protocol
     * @param stream the stream, closed with the transport
     * @param <P> the type of the protocol
     * @return the connection, of which the protocol has been told
     */
    public static <P extends Protocol> Connection<P> createConnection(Supplier<P> factory, ByteStream stream) {
        boolean begun = false;
        try {
            Checkpoint.throwIfCancelled();
            P protocol = factory.get();
            StreamTransport transport = new StreamTransport(protocol, stream, null);
            begun = true;
            transport.startAndWait();
            return new Connection<>(transport, protocol);
        } finally {
            if (!begun) stream.close();
        }
    }

    /**
     * Begins TLS as a client on a transport that was in the clear until now, when all was sent that was written to it.
     * After asyncio's {@code start_tls}. A checkpoint.
     *
     * @param transport the transport, which is of no use afterwards
     * @param host the server's name, which its certificate has to show
     * @param options how to go about TLS
     * @return the transport under TLS, with the same protocol, which is not told of it
     * @throws IOException if the connection broke, or the two do not come to terms; the protocol is told that it is
     *     lost
     */
    public static Transport startTls(Transport transport, String host, TlsClientOptions options) throws IOException {
        return startTls(transport, stream -> TlsStream.client(stream, host, options));
    }

    /**
     * Begins TLS as a server on a transport that was in the clear until now; otherwise as {@link #startTls(Transport,
     * String, TlsClientOptions)}.
     *
     * @param transport the transport, which is of no use afterwards
     * @param options how to go about TLS
     * @return the transport under TLS, with the same protocol, which is not told of it
     * @throws IOException if the connection broke, or the two do not come to terms; the protocol is told that it is
     *     lost
     */
    public static Transport startTls(Transport transport, TlsServerOptions options) throws IOException {
        return startTls(transport, stream -> TlsStream.server(stream, options));
    }

    private static Transport startTls(Transport transport, TlsBeginning tls) throws IOException {
        if (!(transport instanceof StreamTransport clear)) {
            throw new IllegalArgumentException("only a transport of this library can begin TLS, not " + transport);
        }
        ByteStream stream = clear.detach();
        try {
            StreamTransport secure = new StreamTransport(clear.protocol(), tls.on(stream), clear.server());
            secure.takeOver(clear);
            return secure;
        } catch (Throwable e) {
            stream.close();
            clear.lostAfterAll(e instanceof IOException ? e : null);
            throw e;
        }
    }

    // -- servers

    /**
     * Listens for TCP connections, and has a protocol told what happens on each. After asyncio's {@code create_server}.
     * A checkpoint.
     *
     * @param factory makes a protocol for each connection
     * @param host the name or address to listen on, {@code ::} for all
     * @param port the port, 0 for a free one
     * @return the server, which serves already
     * @throws IOException if the address cannot be bound
     */
    public static Server createServer(Supplier<? extends Protocol> factory, String host, int port) throws IOException {
        return createServer(factory, host, port, ServerOptions.DEFAULT);
    }

    /**
     * As {@link #createServer(Supplier, String, int)}, in a chosen way: under TLS, say.
     *
     * @param factory makes a protocol for each connection
     * @param host the name or address to listen on
     * @param port the port, 0 for a free one
     * @param options how to serve
     * @return the server, which serves already
     * @throws IOException if the address cannot be bound
     */
    public static Server createServer(
            Supplier<? extends Protocol> factory, String host, int port, ServerOptions options) throws IOException {
        return createServer(factory, List.of(host), port, options);
    }

    /**
     * As {@link #createServer(Supplier, String, int, ServerOptions)}, at several addresses.
     *
     * @param factory makes a protocol for each connection
     * @param hosts the names or addresses to listen on: see {@link TcpListener#open(List, int,
     *     dev.tuliptree.engine.ListenOptions)}
     * @param port the port, 0 for a free one
     * @param options how to serve
     * @return the server, which serves already
     * @throws IOException if an address cannot be bound; says which
     */
    public static Server createServer(
            Supplier<? extends Protocol> factory, List<String> hosts, int port, ServerOptions options)
            throws IOException {
        return new Server(Listening.at(TcpListener.open(hosts, port, options.listen())), factory, options);
    }

    /**
     * As {@link #createServer(Supplier, String, int)}, in the Unix domain.
     *
     * @param factory makes a protocol for each connection
     * @param path the socket file, which is made, and removed when the server is closed
     * @return the server, which serves already
     * @throws IOException if somebody listens there, or there is another file
     */
    public static Server createUnixServer(Supplier<? extends Protocol> factory, Path path) throws IOException {
        return createUnixServer(factory, path, ServerOptions.DEFAULT);
    }

    /**
     * As {@link #createUnixServer(Supplier, Path)}, in a chosen way.
     *
     * @param factory makes a protocol for each connection
     * @param path the socket file
     * @param options how to serve
     * @return the server, which serves already
     * @throws IOException if somebody listens there, or there is another file
     */
    public static Server createUnixServer(Supplier<? extends Protocol> factory, Path path, ServerOptions options)
            throws IOException {
        return new Server(Listening.at(UnixListener.open(path)), factory, options);
    }

    // -- datagrams

    /**
     * Opens a UDP socket, and has a protocol told of messages. After asyncio's {@code create_datagram_endpoint}. A
     * checkpoint; cancelled, it leaves nothing open.
     *
     * @param factory makes the protocol
     * @param host the name or address to receive at
     * @param port the port, 0 for a free one
     * @param <P> the type of the protocol
     * @return the socket, of which the protocol has been told
     * @throws IOException if the address cannot be bound
     */
    public static <P extends DatagramProtocol> Endpoint<P> createDatagramEndpoint(
            Supplier<P> factory, String host, int port) throws IOException {
        return createDatagramEndpoint(factory, UdpSocket.open(host, port));
    }

    /**
     * As {@link #createDatagramEndpoint(Supplier, String, int)}, over a socket that is open already and that nobody
     * else may use any more, but for its options. A checkpoint; cancelled, it closes the socket.
     *
     * @param factory makes the protocol
     * @param socket the socket, closed with the transport
     * @param <P> the type of the protocol
     * @return the socket, of which the protocol has been told
     */
    public static <P extends DatagramProtocol> Endpoint<P> createDatagramEndpoint(
            Supplier<P> factory, UdpSocket socket) {
        return endpoint(factory, new Port(socket, socket.engineDatagrams(), null));
    }

    /**
     * As {@link #createDatagramEndpoint(Supplier, UdpSocket)}, with one peer alone.
     *
     * @param factory makes the protocol
     * @param socket the socket, closed with the transport
     * @param <P> the type of the protocol
     * @return the socket, of which the protocol has been told
     */
    public static <P extends DatagramProtocol> Endpoint<P> createDatagramEndpoint(
            Supplier<P> factory, ConnectedUdpSocket socket) {
        return endpoint(factory, new Port(socket, socket.engineDatagrams(), socket.remoteAddress()));
    }

    private static <P extends DatagramProtocol> Endpoint<P> endpoint(Supplier<P> factory, Port port) {
        boolean begun = false;
        try {
            Checkpoint.throwIfCancelled();
            P protocol = factory.get();
            PortTransport transport = new PortTransport(protocol, port);
            begun = true;
            transport.startAndWait();
            return new Endpoint<>(transport, protocol);
        } finally {
            if (!begun) port.close();
        }
    }
}
