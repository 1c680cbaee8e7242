package dev.tuliptree.net.tls;

import dev.tuliptree.Task;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopScope;
import dev.tuliptree.loop.Scopes;
import dev.tuliptree.loop.Waiter;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.ClosedStreamException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What goes out of a TLS stream. A record cannot be taken back once it was made: whatever the stream below has no room
 * for is sent on by a task of the loop, while those who want to send more wait. So the records stay whole, whoever is
 * cancelled.
 */
final class TlsOutput {
    /** How long what was sent may take to leave after the stream was closed; asyncio gives it as long. */
    private static final Duration LINGER = Duration.ofSeconds(30);

    private final ByteStream transport;
    private final TlsRecords records;
    private final Room room = new Room();
    private boolean sending;
    private boolean ended;
    private boolean closed;
    private @Nullable Task<?> flusher;
    private @Nullable LoopScope flushing;
    private @Nullable IOException broken;

    TlsOutput(ByteStream transport, TlsRecords records) {
        this.transport = transport;
        this.records = records;
    }

    private static final class Room extends Waiter {
        @Override
        protected boolean abort() {
            return true;
        }

        @Override
        public String toString() {
            return "room to send";
        }
    }

    // -- for who sends

    void begin() throws IOException {
        Checkpoint.throwIfCancelled();
        requireOutput();
        sending = true;
    }

    void end() {
        sending = false;
    }

    private void requireOutput() throws IOException {
        if (closed) throw new ClosedStreamException();
        if (ended) throw new IllegalStateException("nothing can be sent after sendEof()");
        if (sending) throw new IllegalStateException("another task is waiting for room to send on this stream");
        requireWhole();
    }

    private void requireWhole() throws IOException {
        if (broken != null) throw new IOException(broken.getMessage(), broken);
    }

    /** Suspends until everything so far was handed on. */
    void awaitRoom() throws IOException {
        awaitHandedOn();
        if (closed) throw new ClosedStreamException();
        requireWhole();
    }

    /** Sends some records' worth of the buffers. Encrypting takes time, which others may want. */
    void send(ByteBuffer[] buffers, int offset, int length) throws IOException {
        awaitRoom();
        records.encrypt(buffers, offset, length);
        push();
        Checkpoint.passTurn();
        if (closed) throw new ClosedStreamException();
    }

    long trySend(ByteBuffer[] buffers) throws IOException {
        requireOutput();
        long taken = 0;
        int first = 0;
        while (flusher == null && first < buffers.length) {
            if (!buffers[first].hasRemaining()) {
                first++;
                continue;
            }
            long before = remaining(buffers);
            records.encrypt(buffers, first, buffers.length - first);
            taken += before - remaining(buffers);
            push();
        }
        return taken;
    }

    private static long remaining(ByteBuffer[] buffers) {
        long sum = 0;
        for (ByteBuffer bytes : buffers) sum += bytes.remaining();
        return sum;
    }

    void sendEof() throws IOException {
        if (ended) return;
        requireOutput();
        ended = true;
        records.closeOutbound();
        push();
    }

    // -- for the handshake, and for messages of TLS itself

    /** Sends what TLS itself has to say, if anything. */
    void answer() throws IOException {
        if (records.engine().getHandshakeStatus() != HandshakeStatus.NEED_WRAP) return;
        records.encryptMessages();
        push();
    }

    /**
     * As {@link #answer()}, for a peer that may be gone already: one that gives up says why and closes, and who hears
     * only of the second does not know why. Sending more will fail.
     */
    void tell() throws SSLException {
        try {
            answer();
        } catch (SSLException e) {
            throw e;
        } catch (IOException e) {
            // What has come and was not read yet goes before.
        }
    }

    /** Tells the peer why this end gives up, if it can be told. */
    void alert() {
        try {
            tell();
        } catch (SSLException e) {
            // What is being reported already goes before.
        }
    }

    /** Suspends until what could be handed on was. */
    void awaitHandedOn() {
        while (flusher != null) room.await();
    }

    // -- handing on

    /** Hands on as much as there is room for, and sees to it that the rest follows. */
    private void push() throws IOException {
        if (flusher != null) return;
        if (broken != null) {
            records.dropOutgoing();
            return;
        }
        try {
            handOn();
        } catch (IOException e) {
            broken = e;
            throw e;
        }
        if (records.hasOutgoing()) flusher = EventLoop.current().createTask(this::flush);
    }

    private void handOn() throws IOException {
        while (records.hasOutgoing() && transport.trySend(records.outgoing()) > 0) {}
        records.releaseSent();
    }

    private void flush() {
        try {
            Scopes.<@Nullable Void, IOException>run(scope -> flushing = scope, _ -> {
                if (closed) hurry();
                while (records.hasOutgoing()) {
                    transport.awaitWritable();
                    handOn();
                }
                return null;
            });
        } catch (IOException e) {
            broken = e;
        } finally {
            flusher = null;
            flushing = null;
            room.wake();
            if (closed) closeTransport();
        }
    }

    private void hurry() {
        if (flushing != null) flushing.deadlineIn(LINGER);
    }

    private void closeTransport() {
        if (records.hasOutgoing()) transport.abort();
        else transport.close();
    }

    void close() {
        try {
            if (!ended && broken == null) records.closeOutbound();
            closed = true;
            push();
        } catch (IOException e) {
            // The connection broke, or is about to: there is nobody to say farewell to.
        }
        closed = true;
        if (flusher == null) transport.close();
        else hurry();
        room.wake();
    }

    void abort() {
        closed = true;
        transport.abort();
        room.wake();
    }
}
