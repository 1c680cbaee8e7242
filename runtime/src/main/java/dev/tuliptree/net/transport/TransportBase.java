package dev.tuliptree.net.transport;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import dev.tuliptree.engine.Readiness;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.ReadyCallback;
import dev.tuliptree.loop.Waiter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What transports of all kinds have in common: whose turn it is, when to pause, and the end.
 *
 * <p>Whatever is to be done for a transport is noted as due, and done in a turn of the one callback it has. So
 * callbacks of the protocol never overlap, not even if one of them blocks and the loop goes on without it: what is due
 * meanwhile waits for its end.
 */
abstract class TransportBase<P extends BaseProtocol> implements BaseTransport {
    private static final System.Logger LOG = System.getLogger(Transport.class.getName());

    /** How many writes after the end are passed over before a word is said. */
    private static final int FUTILE_WRITES = 5;

    // What may be due.
    private static final int MADE = 1;
    private static final int READABLE = 2;
    private static final int WRITABLE = 4;
    private static final int RESUMABLE = 8;
    private static final int ERROR = 16;
    private static final int LOST = 32;

    /** Where who opens a transport waits until the protocol has been told of it. */
    private static final class Begun extends Waiter {
        @Override
        protected boolean abort() {
            return true;
        }

        @Override
        public String toString() {
            return "connectionMade";
        }
    }

    final EventLoop loop = EventLoop.current();
    final ReadBuffers buffers = ReadBuffers.of(loop);
    final Readiness readable = () -> due(READABLE);
    final Readiness writable = () -> due(WRITABLE);
    P protocol;

    private final ReadyCallback turn = new ReadyCallback(loop, this::takeTurn);
    private final Begun begun = new Begun();
    private BufferLimits limits = BufferLimits.DEFAULT;
    private int due;
    private boolean inTurn;
    private boolean writingPaused;
    private boolean closing;
    private boolean ended;
    private int futileWrites;
    private @Nullable Throwable failure;

    TransportBase(P protocol) {
        this.protocol = protocol;
    }

    // -- turns

    private void due(int what) {
        due |= what;
        turn.ready();
    }

    /** Does what is due by now; what becomes due meanwhile has its turn behind callbacks scheduled before. */
    private void takeTurn() {
        if (inTurn) return;
        inTurn = true;
        int now = due;
        due = 0;
        try {
            if ((now & MADE) != 0) begin();
            if ((now & READABLE) != 0) readReady();
            if ((now & WRITABLE) != 0) writeReady();
            if ((now & RESUMABLE) != 0) resumeIfLow();
            if ((now & ERROR) != 0) tellErrors();
            if ((now & LOST) != 0) lost();
        } finally {
            inTurn = false;
            if (due != 0) turn.ready();
        }
    }

    /** Has the protocol told that the connection is made. */
    final void start() {
        due(MADE);
    }

    /** As {@link #start()}, and suspends until it was told. A checkpoint; cancelled, it aborts the transport. */
    final void startAndWait() {
        boolean told = false;
        start();
        try {
            begun.await();
            told = true;
        } finally {
            if (!told) abort();
        }
    }

    private void begin() {
        try {
            made();
        } catch (Throwable e) {
            failed("connectionMade", e);
        }
        begun.wake();
        if (!ended) begunReading();
    }

    abstract void made() throws Exception;

    /** The protocol was told of the connection; now it may be told of data. */
    abstract void begunReading();

    abstract void readReady();

    abstract void writeReady();

    final void errorDue() {
        due(ERROR);
    }

    /** Tells the protocol of errors that do not end the transport. */
    void tellErrors() {}

    // -- how much waits

    @Override
    public final void setWriteBufferLimits(int low, int high) {
        limits = new BufferLimits(low, high);
        pauseIfHigh();
        if (writingPaused) due(RESUMABLE);
    }

    @Override
    public final BufferLimits writeBufferLimits() {
        return limits;
    }

    final void pauseIfHigh() {
        if (writingPaused || writeBufferSize() <= limits.high()) return;
        writingPaused = true;
        try {
            protocol.pauseWriting();
        } catch (Throwable e) {
            failed("pauseWriting", e);
        }
    }

    final void resumeIfLow() {
        if (!writingPaused || ended || writeBufferSize() > limits.low()) return;
        writingPaused = false;
        try {
            protocol.resumeWriting();
        } catch (Throwable e) {
            failed("resumeWriting", e);
        }
    }

    /** Passes over a write to a transport that is closing. */
    final void passOver() {
        if (++futileWrites == FUTILE_WRITES) LOG.log(WARNING, "{0} is written to again and again", this);
    }

    // -- the end

    @Override
    public final boolean isClosing() {
        return closing;
    }

    @Override
    public final void close() {
        if (closing) return;
        closing = true;
        stopReading();
        endIfSent();
    }

    @Override
    public final void abort() {
        end(null, true);
    }

    /** If it is closing, and all was sent, it ends now. */
    final void endIfSent() {
        if (closing && writeBufferSize() == 0) end(null, false);
    }

    /** The connection is of no use any more. */
    final void broken(IOException why) {
        LOG.log(DEBUG, "a connection broke", why);
        end(why, true);
    }

    /** A callback of the protocol has thrown something. */
    final void failed(String callback, Throwable why) {
        loop.callExceptionHandler(callback + " of " + protocol + " failed", why);
        end(why, true);
    }

    private void end(@Nullable Throwable why, boolean atOnce) {
        if (ended) return;
        closing = true;
        ended = true;
        failure = why;
        releaseAndClose(atOnce);
        due(LOST);
    }

    /** Ends without a word to the protocol, and leaves open what is below, which another takes over. */
    final void endSilently() {
        closing = true;
        ended = true;
    }

    /** After {@link #endSilently()}: nobody has taken over, so the protocol is told after all. */
    final void lostAfterAll(@Nullable Throwable why) {
        failure = why;
        due(LOST);
    }

    final boolean hasEnded() {
        return ended;
    }

    private void lost() {
        try {
            protocol.connectionLost(failure);
        } catch (Throwable e) {
            loop.callExceptionHandler("connectionLost of " + protocol + " failed", e);
        }
        begun.wake();
        afterLost();
    }

    abstract void stopReading();

    /** Drops what was not sent yet, and closes what is below. */
    abstract void releaseAndClose(boolean atOnce);

    /** The protocol has been told of everything. */
    void afterLost() {}
}
