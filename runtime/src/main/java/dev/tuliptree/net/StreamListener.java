package dev.tuliptree.net;

import dev.tuliptree.ActionOf;
import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.LoopNursery;
import dev.tuliptree.loop.ParkingLot;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What listeners of all families have in common. */
abstract sealed class StreamListener<S extends ByteStream> implements AutoCloseable permits TcpListener, UnixListener {
    private final List<EngineListener> sockets;
    private final AcceptWaiter acceptable;
    private boolean closed;
    private int next;

    /** Tasks that wait for a connection to end before they accept another. */
    final ParkingLot full = new ParkingLot("a connection to end");

    StreamListener(List<EngineListener> sockets) {
        this.sockets = sockets;
        this.acceptable = new AcceptWaiter(sockets);
    }

    abstract S stream(EngineSocket socket);

    /**
     * Accepts one connection. A checkpoint.
     *
     * @return the connection
     * @throws ClosedStreamException if the listener is or gets closed
     * @throws IOException if the system refuses
     */
    public S accept() throws IOException {
        Checkpoint.throwIfCancelled();
        acceptable.requireFree();
        while (true) {
            if (closed) throw new ClosedStreamException();
            EngineSocket socket = acceptOne();
            if (socket != null) {
                Checkpoint.passTurn();
                return stream(socket);
            }
            acceptable.awaitReady();
        }
    }

    /** Looks at each socket, beginning with another one each time, so that none starves the others. */
    private @Nullable EngineSocket acceptOne() throws IOException {
        for (int i = 0; i < sockets.size(); i++) {
            next = (next + 1) % sockets.size();
            EngineSocket socket = sockets.get(next).accept();
            if (socket != null) return socket;
        }
        return null;
    }

    /**
     * Serves with {@link ServeOptions#DEFAULT}: see {@link #serve(ServeOptions, ActionOf)}.
     *
     * @param handler what handles a connection
     */
    public void serve(ActionOf<? super S, Exception> handler) {
        serve(ServeOptions.DEFAULT, handler);
    }

    /**
     * Accepts connections and handles each in a task of its own, until the listener is closed and every handler has
     * ended, or until it is cancelled. A checkpoint.
     *
     * <p>A connection is closed when its handler ends. What a handler throws is logged, and ends its connection alone.
     * When the system has no descriptors left, accepting pauses, which is logged once a minute at most, and goes on
     * when there are some again.
     *
     * <p>To end gracefully, close the listener, or have the scope around wind down, which closes it: no more is
     * accepted, the handlers come to their end, and those that have not within the time of grace are cancelled.
     *
     * @param options how to serve
     * @param handler what handles a connection
     */
    public void serve(ServeOptions options, ActionOf<? super S, Exception> handler) {
        LoopNursery.<@Nullable Void>run(nursery -> {
            nursery.startService(() -> {
                        Checkpoint.awaitWindDown();
                        close();
                    })
                    .name("end of accepting");
            new Serving<>(this, options, handler, nursery).acceptAll();
            if (options.grace() != null) nursery.scope().deadlineIn(options.grace());
            return null;
        });
    }

    /**
     * Whether it was closed.
     *
     * @return true once it was
     */
    public boolean isClosed() {
        return closed;
    }

    /** Stops listening; connections that were accepted go on. Idempotent. Not a checkpoint. */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        sockets.forEach(EngineListener::close);
        acceptable.wake();
        full.unparkAll();
    }
}
