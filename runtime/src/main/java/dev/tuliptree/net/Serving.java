package dev.tuliptree.net;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import dev.tuliptree.ActionOf;
import dev.tuliptree.Cancelled;
import dev.tuliptree.Nursery;
import dev.tuliptree.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;

/** One call of {@link StreamListener#serve(ServeOptions, ActionOf)}. */
final class Serving<S extends ByteStream> {
    private static final System.Logger LOG = System.getLogger(TcpListener.class.getName());

    static {
        // Whoever formats a log record needs the time zone, which is read from a file. Read while there are descriptors
        // left, it is there when the log has to say that there are none.
        ZoneId _ = ZoneId.systemDefault();
    }

    /** How long accepting pauses when the system refuses, for want of descriptors say. */
    private static final Duration BACK_OFF = Duration.ofMillis(100);

    /**
     * How long the log then says nothing more of it: connections end and others take their descriptors, so it may come
     * and go ten times a second.
     */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final StreamListener<S> listener;
    private final ServeOptions options;
    private final ActionOf<? super S, Exception> handler;
    private final Nursery nursery;
    private int connections;
    private boolean pausedBefore;
    private long quietUntil;

    Serving(StreamListener<S> listener, ServeOptions options, ActionOf<? super S, Exception> handler, Nursery nursery) {
        this.listener = listener;
        this.options = options;
        this.handler = handler;
        this.nursery = nursery;
    }

    void acceptAll() {
        while (!listener.isClosed()) {
            if (connections >= options.maxConnections()) listener.full.park();
            else if (!acceptNext()) return;
        }
    }

    /** Starts a handler for the next connection; false once the listener is closed. */
    private boolean acceptNext() {
        try {
            S stream = listener.accept();
            connections++;
            nursery.start(() -> handle(stream)).name("connection");
        } catch (ClosedStreamException e) {
            return false;
        } catch (IOException e) {
            pause(e);
        }
        return true;
    }

    private void pause(IOException why) {
        EventLoop loop = EventLoop.current();
        if (!pausedBefore || loop.nanoTime() - quietUntil >= 0) {
            LOG.log(WARNING, "accepting connections pauses: " + why.getMessage());
            quietUntil = loop.timeAfter(QUIET);
        }
        pausedBefore = true;
        loop.sleepUntil(loop.timeAfter(BACK_OFF));
    }

    private void handle(S stream) {
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
            listener.full.unparkAll();
        }
    }
}
