package dev.tuliptree.http.client;

import static dev.tuliptree.Async.timeout;

import dev.tuliptree.http.stream.BufferPool;
import dev.tuliptree.http.stream.Inlet;
import dev.tuliptree.http.stream.Outlet;
import dev.tuliptree.http.wire.ProtocolException;
import dev.tuliptree.http.wire.ResponseHead;
import dev.tuliptree.http.wire.ResponseParser;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpConnector;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;

/** A connection to a server, on which one request at a time is under way. */
final class ClientConnection implements AutoCloseable {
    final SocketStream stream;
    final Inlet inlet;
    final Outlet outlet;
    private final ClientOptions options;
    private final ResponseParser parser;

    private ClientConnection(SocketStream stream, BufferPool buffers, ClientOptions options) {
        EventLoop loop = EventLoop.current();
        this.stream = stream;
        this.options = options;
        inlet = new Inlet(loop, stream, buffers);
        outlet = new Outlet(loop, stream, buffers, options.stallTimeout());
        parser = new ResponseParser(options.limits());
    }

    /** Connects. A checkpoint. */
    static ClientConnection open(Address address, BufferPool buffers, ClientOptions options) throws IOException {
        try {
            SocketStream stream =
                    timeout(options.connectTimeout(), () -> TcpConnector.connect(address.host(), address.port()));
            return new ClientConnection(stream, buffers, options);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("connecting to " + address.authority() + " took too long");
        }
    }

    /** Sends what is pending and reads the head of the final response. A checkpoint. */
    ResponseHead exchange() throws IOException {
        return exchange(new byte[0]);
    }

    /** Sends what is pending, and a body behind it, and reads the head of the final response. A checkpoint. */
    ResponseHead exchange(byte[] body) throws IOException {
        try {
            outlet.flush(body, 0, body.length);
        } catch (IOException e) {
            // A server that refuses a long body may answer and close before it has read it all.
            try {
                return head();
            } catch (IOException worse) {
                e.addSuppressed(worse);
                throw e;
            }
        }
        return head();
    }

    private ResponseHead head() throws IOException {
        try {
            return timeout(options.responseTimeout(), this::finalHead);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("the server did not answer in time");
        }
    }

    private ResponseHead finalHead() throws IOException {
        while (true) {
            ResponseHead head = inlet.isEmpty() ? null : parser.parse(inlet.array(), inlet.from(), inlet.length());
            if (head == null) {
                if (!inlet.receive()) {
                    throw parser.isInsideHead()
                            ? new ProtocolException(502, "The response was cut short.")
                            : new EOFException("the server closed the connection without a response");
                }
                continue;
            }
            inlet.consume(head.length());
            if (!head.isInterim()) {
                head.detach();
                return head;
            }
        }
    }

    @Override
    public void close() {
        stream.close();
        inlet.close();
        outlet.close();
    }
}
