package dev.tuliptree.net;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import dev.tuliptree.ActionOf;
import dev.tuliptree.Cancelled;
import dev.tuliptree.Nursery;
import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopNursery;
import dev.tuliptree.loop.ParkingLot;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Listens for TCP connections. Loop thread only. */
public final class TcpListener implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TcpListener.class.getName());

    static {
        // Whoever formats a log record needs the time zone, which is read from a file. Read while there are descriptors
        // left, it is there when the log has to say that there are none.
        ZoneId _ = ZoneId.systemDefault();
    }

    /** How long accepting pauses when the system refuses, for want of descriptors say. */
    private static final Duration BACK_OFF = Duration.ofMillis(100);

    private final EngineListener listener;
    private final SocketWaiter acceptable;
    private boolean closed;

    private TcpListener(EngineListener listener) {
        this.listener = listener;
        this.acceptable = SocketWaiter.acceptable(listener);
    }

    /**
     * Listens with {@link ListenOptions#DEFAULT}: see {@link #open(String, int, ListenOptions)}.
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
     * Listens. A checkpoint.
     *
     * @param host the name or address to listen on; of a name's addresses the first is taken
     * @param port the port, 0 for a free one
     * @param options how to listen
     * @return the listener
     * @throws IOException if the address cannot be bound; says which
     */
    public static TcpListener open(String host, int port, ListenOptions options) throws IOException {
        Checkpoint.throwIfCancelled();
        InetAddress address = Names.lookUp(host, Resolver.ofLoop()).getFirst();
        InetSocketAddress bound = new InetSocketAddress(address, port);
        try {
            return new TcpListener(EventLoop.current().engine().listen(bound, options));
        } catch (IOException e) {
            throw new BindException("cannot listen on " + host + " port " + port + ": " + e.getMessage());
        }
    }

    /**
     * Accepts one connection. A checkpoint.
     *
     * @return the connection
     * @throws ClosedStreamException if the listener is or gets closed
     * @throws IOException if the system refuses
     */
    public SocketStream accept() throws IOException {
        Checkpoint.throwIfCancelled();
        acceptable.requireFree();
        while (true) {
            if (closed) throw new ClosedStreamException();
            EngineSocket socket = listener.accept();
            if (socket != null) {
                Checkpoint.passTurn();
                return new SocketStream(socket);
            }
            acceptable.awaitReady();
        }
    }

    /**
     * Serves with {@link ServeOptions#DEFAULT}: see {@link #serve(ServeOptions, ActionOf)}.
     *
     * @param handler what handles a connection
     */
    public void serve(ActionOf<? super SocketStream, Exception> handler) {
        serve(ServeOptions.DEFAULT, handler);
    }

    /**
     * Accepts connections and handles each in a task of its own, until the listener is closed and every handler has
     * ended, or until it is cancelled. A checkpoint.
     *
     * <p>A connection is closed when its handler ends. What a handler throws is logged, and ends its connection alone.
     * When the system has no descriptors left, accepting pauses and goes on when there are some again.
     *
     * @param options how to serve
     * @param handler what handles a connection
     */
    public void serve(ServeOptions options, ActionOf<? super SocketStream, Exception> handler) {
        LoopNursery.<@Nullable Void>run(nursery -> {
            new Serving(options, handler, nursery).acceptAll();
            return null;
        });
    }

    /** One call of serve. */
    private final class Serving {
        private final ServeOptions options;
        private final ActionOf<? super SocketStream, Exception> handler;
        private final Nursery nursery;
        private final ParkingLot full = new ParkingLot("a connection to end");
        private int connections;
        private boolean paused;

        Serving(ServeOptions options, ActionOf<? super SocketStream, Exception> handler, Nursery nursery) {
            this.options = options;
            this.handler = handler;
            this.nursery = nursery;
        }

        void acceptAll() {
            while (true) {
                while (connections >= options.maxConnections()) full.park();
                try {
                    SocketStream stream = accept();
                    connections++;
                    nursery.start(() -> handle(stream));
                    paused = false;
                } catch (ClosedStreamException e) {
                    return;
                } catch (IOException e) {
                    // Said once: it may go on for long, and be tried again ten times a second.
                    if (!paused) LOG.log(WARNING, "accepting connections pauses: " + e.getMessage());
                    paused = true;
                    EventLoop loop = EventLoop.current();
                    loop.sleepUntil(loop.timeAfter(BACK_OFF));
                }
            }
        }

        private void handle(SocketStream stream) {
            try (stream) {
                handler.run(stream);
            } catch (IOException e) {
                LOG.log(DEBUG, "a connection broke", e);
            } catch (Cancelled e) {
                throw e;
            } catch (Throwable e) {
                LOG.log(ERROR, "the handler of a connection failed", e);
            } finally {
                connections--;
                full.unpark();
            }
        }
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
     * @return the address, with the port that was taken
     */
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Stops listening; connections that were accepted go on. Idempotent. Not a checkpoint. */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        listener.close();
        acceptable.wake();
    }

    @Override
    public String toString() {
        return "TCP listener on " + localAddress();
    }
}
