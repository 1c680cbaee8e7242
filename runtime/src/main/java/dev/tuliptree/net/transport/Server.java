package dev.tuliptree.net.transport;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.ParkingLot;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.net.tls.TlsStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Accepts connections, and has each told to a protocol of its own. After asyncio's {@code Server}. A task of the loop
 * accepts; it ends with the server, or with the loop. Loop thread only.
 *
 * <p>When the system has no descriptors left, accepting pauses, which is logged once, and goes on when there are some
 * again. A connection whose TLS handshake fails is closed, and hurts nobody else; nor does a factory that throws, of
 * which the loop's exception handler is told.
 */
public final class Server implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Server.class.getName());

    /** How long accepting pauses when the system refuses, for want of descriptors say. */
    private static final Duration BACK_OFF = Duration.ofMillis(100);

    private final EventLoop loop = EventLoop.current();
    private final Listening listening;
    private final Supplier<? extends Protocol> factory;
    private final ServerOptions options;
    private final Set<StreamTransport> transports = new LinkedHashSet<>();
    private final ParkingLot room = new ParkingLot("a connection to end");
    private final ParkingLot end = new ParkingLot("the server to end");
    private int handshakes;
    private boolean closed;

    Server(Listening listening, Supplier<? extends Protocol> factory, ServerOptions options) {
        this.listening = listening;
        this.factory = factory;
        this.options = options;
        loop.createTask(this::acceptAll);
    }

    // -- accepting

    private void acceptAll() {
        boolean paused = false;
        try {
            while (!closed) {
                if (connections() >= options.maxConnections()) {
                    room.park();
                    continue;
                }
                try {
                    begin(listening.accept());
                    paused = false;
                } catch (ClosedStreamException e) {
                    return;
                } catch (IOException e) {
                    // Said once: it may go on for long, and be tried again ten times a second.
                    if (!paused) LOG.log(WARNING, "accepting connections pauses: " + e.getMessage());
                    paused = true;
                    loop.sleepUntil(loop.timeAfter(BACK_OFF));
                }
            }
        } finally {
            close();
        }
    }

    private void begin(ByteStream stream) {
        TlsServerOptions tls = options.tls();
        if (tls == null) {
            tell(stream);
            return;
        }
        handshakes++;
        loop.createTask(() -> shakeHands(stream, tls));
    }

    private void shakeHands(ByteStream stream, TlsServerOptions tls) {
        ByteStream begun = null;
        try {
            begun = TlsStream.server(stream, tls);
        } catch (IOException e) {
            LOG.log(DEBUG, "a connection broke", e);
        } finally {
            handshakes--;
            // Cancelled before it began, it has closed nothing.
            if (begun == null) stream.close();
            else tell(begun);
            connectionEnded();
        }
    }

    private void tell(ByteStream stream) {
        try {
            StreamTransport transport = new StreamTransport(factory.get(), stream, this);
            transports.add(transport);
            transport.start();
        } catch (RuntimeException | Error e) {
            stream.abort();
            loop.callExceptionHandler("the factory of protocols failed", e);
        }
    }

    /** The protocol of a connection has been told that it is lost. */
    void lost(StreamTransport transport) {
        transports.remove(transport);
        connectionEnded();
    }

    /** One transport takes the place of another. */
    void replace(StreamTransport before, StreamTransport now) {
        transports.remove(before);
        transports.add(now);
    }

    private void connectionEnded() {
        room.unparkAll();
        if (closed && connections() == 0) end.unparkAll();
    }

    // -- for who has opened it

    /**
     * Where it listens.
     *
     * @return its addresses, with the port that was taken
     */
    public List<SocketAddress> localAddresses() {
        return List.copyOf(listening.addresses());
    }

    /**
     * The port it listens on.
     *
     * @return the port that was taken
     * @throws IllegalStateException in the Unix domain, where there are none
     */
    public int port() {
        if (listening.addresses().getFirst() instanceof InetSocketAddress tcp) return tcp.getPort();
        throw new IllegalStateException(this + " has no port");
    }

    /**
     * How many connections it has, those in their handshake included.
     *
     * @return the number
     */
    public int connections() {
        return transports.size() + handshakes;
    }

    /**
     * Whether it accepts connections.
     *
     * @return false once it was closed
     */
    public boolean isServing() {
        return !closed;
    }

    /**
     * Suspends until the server is closed; closes it if the calling task is cancelled. A checkpoint.
     *
     * @throws dev.tuliptree.Cancelled if the task is cancelled
     */
    public void serveForever() {
        try {
            Checkpoint.throwIfCancelled();
            while (!closed) end.park();
        } finally {
            close();
        }
    }

    /** Stops listening; connections go on. Idempotent. Not a checkpoint. */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        listening.close();
        room.unparkAll();
        end.unparkAll();
    }

    /** Closes every transport: what was written is still sent. Not a checkpoint. */
    public void closeClients() {
        List.copyOf(transports).forEach(StreamTransport::close);
    }

    /** Aborts every transport. Not a checkpoint. */
    public void abortClients() {
        List.copyOf(transports).forEach(StreamTransport::abort);
    }

    /**
     * Suspends until the server is closed and every connection has ended, their protocols told. A checkpoint.
     *
     * @throws dev.tuliptree.Cancelled if the task is cancelled; nothing has changed
     */
    public void waitClosed() {
        Checkpoint.throwIfCancelled();
        while (!closed || connections() > 0) end.park();
    }

    @Override
    public String toString() {
        return "server on " + listening.addresses() + (closed ? ", closed" : "");
    }
}
