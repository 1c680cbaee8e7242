package dev.tuliptree.http.client;

import static dev.tuliptree.Async.moveOnAfter;

import dev.tuliptree.http.stream.BufferPool;
import dev.tuliptree.http.stream.Inlet;
import dev.tuliptree.http.stream.Outlet;
import dev.tuliptree.http.wire.HttpLimits;
import dev.tuliptree.http.wire.ProtocolException;
import dev.tuliptree.http.wire.ResponseHead;
import dev.tuliptree.http.wire.ResponseParser;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.net.ByteStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection to a server, on which one request at a time is under way. */
final class ClientConnection {
    final Origin origin;
    final ByteStream stream;
    /** The proxy that is at the other end and forwards requests; null if there is none, or it passes on bytes. */
    final @Nullable Forwarder forwarder;

    final Inlet inlet;
    final Outlet outlet;
    private final ResponseParser parser;
    private boolean reused;
    private boolean heard;
    private boolean ended;
    /** The final response, if it came before the server had asked for the body. */
    private @Nullable ResponseHead early;

    /** For the pool: until when it may be used again, by the loop's clock. */
    long idleUntil;

    /** How long the server said that it keeps it when it is not used; null if it did not say. */
    @Nullable
    Duration keptByServer;

    ClientConnection(
            Origin origin, ByteStream stream, BufferPool buffers, HttpLimits limits, @Nullable Forwarder forwarder) {
        EventLoop loop = EventLoop.current();
        this.origin = origin;
        this.stream = stream;
        this.forwarder = forwarder;
        inlet = new Inlet(loop, stream, buffers);
        outlet = new Outlet(loop, stream, buffers, Duration.ofSeconds(30));
        parser = new ResponseParser(limits);
    }

    /** A request is about to be sent. */
    void begin(Duration stallLimit) {
        heard = false;
        early = null;
        outlet.stallLimit(stallLimit);
    }

    /** The response is complete: another request may follow. */
    void complete() {
        reused = true;
        inlet.release();
    }

    /**
     * Whether it seems to be as it was left: the server has not closed it, nor said anything that nobody asked for. Not
     * a checkpoint.
     */
    boolean isQuiet() {
        try {
            return inlet.isEmpty() && inlet.tryReceive() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether it broke before a byte of the response came, though it had served before: the server has most likely
     * closed it, for being idle, just when the request was sent.
     */
    boolean wasStale() {
        return reused && !heard && (ended || inlet.isBroken() || outlet.isBroken());
    }

    /** Whether it is known to be broken. */
    boolean isBroken() {
        return inlet.isBroken() || outlet.isBroken();
    }

    /** Suspends until the head of the final response has come. A checkpoint. */
    ResponseHead awaitHead() throws IOException {
        ResponseHead head;
        do {
            head = awaitAnyHead();
        } while (head.isInterim());
        head.detach();
        return head;
    }

    /**
     * Suspends until the server has asked for the body, or nothing has come for so long. A checkpoint.
     *
     * @return the head of the final response, if that came instead
     */
    @Nullable
    ResponseHead awaitContinue(Duration limit) throws IOException {
        moveOnAfter(limit, () -> {
            ResponseHead head;
            do {
                head = awaitAnyHead();
            } while (head.isInterim() && head.status() != 100);
            if (!head.isInterim()) {
                head.detach();
                early = head;
            }
        });
        return early;
    }

    private ResponseHead awaitAnyHead() throws IOException {
        while (true) {
            ResponseHead head = parse();
            if (head != null) {
                return head;
            }
            if (!inlet.receive()) {
                ended = true;
                throw parser.isInsideHead()
                        ? new ProtocolException(502, "The response was cut short.")
                        : new EOFException("the server closed the connection without a response");
            }
            heard = true;
        }
    }

    private @Nullable ResponseHead parse() throws ProtocolException {
        if (inlet.isEmpty()) {
            return null;
        }
        ResponseHead head = parser.parse(inlet.array(), inlet.from(), inlet.length());
        if (head != null) {
            inlet.consume(head.length());
        }
        return head;
    }

    void close() {
        stream.close();
        inlet.close();
        outlet.close();
    }

    @Override
    public String toString() {
        return "connection to " + origin;
    }
}
