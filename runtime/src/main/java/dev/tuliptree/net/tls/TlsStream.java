package dev.tuliptree.net.tls;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.Closeables;
import dev.tuliptree.loop.LoopScope;
import dev.tuliptree.loop.Scopes;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.SocketStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * TLS over another stream. Its operations are those of {@link ByteStream}, with these additions:
 *
 * <ul>
 *   <li>A connection that ends without the peer having said so raises {@link TlsTruncatedException}: see there.
 *   <li>A sender that was cancelled has sent whole records, so the stream is still of use to whoever knows what to make
 *       of a beginning.
 *   <li>{@link #sendEof()} ends one direction under TLS 1.3. A peer under TLS 1.2 takes it for the end of both, and may
 *       drop what it was about to send (RFC 5246, section 7.2.1).
 *   <li>What was sent, and that no more follows, still reaches the peer after {@link #close()}: if there is no room for
 *       it, a task of the loop sends it on for 30 seconds at most, and only then closes the stream below.
 * </ul>
 */
public final class TlsStream implements ByteStream {
    private final ByteStream transport;
    private final TlsRecords records;
    private final TlsSession session;
    private final TlsOutput output;
    private final Closeables.Watch watch;
    private boolean receiving;

    /** Whether nothing was left on the stream below by the last read, which got less than there was room for. */
    private boolean drained;

    private @Nullable LoopScope waiting;
    private @Nullable IOException broken;
    private boolean closed;

    TlsStream(TlsHandshake handshake) {
        transport = handshake.transport();
        records = handshake.records();
        output = handshake.output();
        session = handshake.session();
        watch = Closeables.opened(this, "a TLS stream");
    }

    /**
     * Begins TLS as a client on a stream, at its beginning or after a talk in the clear that ended with both sides
     * agreeing to. Nobody else may use the stream any more, and nothing may be left in a reader of it: what a peer sent
     * ahead in the clear is not to be trusted. A checkpoint.
     *
     * @param transport the stream below; closed with this one, and if the handshake fails or is cancelled
     * @param host the name or address of the server, which its certificate has to show
     * @param options how to go about it
     * @return the stream, after the handshake
     * @throws javax.net.ssl.SSLException if the two do not come to terms; says why
     * @throws IOException if the connection broke, or the handshake took too long
     */
    public static TlsStream client(ByteStream transport, String host, TlsClientOptions options) throws IOException {
        int port = transport instanceof SocketStream socket
                ? socket.remoteAddress().getPort()
                : 0;
        return TlsHandshake.run(
                transport, _ -> new TlsRecords(options.engine(host, port)), options.handshakeTimeout(), "with " + host);
    }

    /**
     * Begins TLS as a server on a stream; otherwise as {@link #client}.
     *
     * @param transport the stream below; closed with this one, and if the handshake fails or is cancelled
     * @param options how to go about it
     * @return the stream, after the handshake
     * @throws javax.net.ssl.SSLException if the two do not come to terms; says why
     * @throws IOException if the connection broke, or the handshake took too long
     */
    public static TlsStream server(ByteStream transport, TlsServerOptions options) throws IOException {
        TlsOptionsChooser chooser = options.chooser();
        return TlsHandshake.run(
                transport,
                chooser == null
                        ? _ -> new TlsRecords(options.engine())
                        : below -> ChosenOptions.records(below, chooser),
                options.handshakeTimeout(),
                "with a client");
    }

    /**
     * What was agreed on in the handshake.
     *
     * @return the session
     */
    public TlsSession session() {
        return session;
    }

    /**
     * The stream below, to ask for addresses. It is this one's to use.
     *
     * @return the stream that was given
     */
    public ByteStream transport() {
        return transport;
    }

    // -- receiving

    @Override
    public byte[] receiveSome(int most) throws IOException {
        if (most < 1) throw new IllegalArgumentException("receiveSome needs room for at least one byte, not " + most);
        awaitReadable();
        requireOpen();
        ByteBuffer room = ByteBuffer.allocate(Math.min(most, records.readable()));
        if (room.hasRemaining()) records.take(room);
        return room.position() == room.capacity() ? room.array() : Arrays.copyOf(room.array(), room.position());
    }

    @Override
    public int receiveSome(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) throw new IllegalArgumentException("receiveSome needs a buffer that is not full");
        beginReceiving();
        try {
            int count;
            while ((count = take(target)) == 0) receiveMore();
            Checkpoint.passTurn();
            return count;
        } finally {
            receiving = false;
        }
    }

    @Override
    public void awaitReadable() throws IOException {
        beginReceiving();
        try {
            while (!isReadable()) receiveMore();
            Checkpoint.passTurn();
        } finally {
            receiving = false;
        }
    }

    @Override
    public int tryReceive(ByteBuffer target) throws IOException {
        requireReceivable();
        int count;
        while ((count = take(target)) == 0) {
            if (fetch() == 0) return 0;
        }
        return count;
    }

    private void beginReceiving() throws IOException {
        Checkpoint.throwIfCancelled();
        requireReceivable();
        receiving = true;
    }

    private void requireReceivable() throws IOException {
        requireOpen();
        if (receiving) throw new IllegalStateException("another task is waiting for data to receive on this stream");
        if (broken != null) throw new IOException(broken.getMessage(), broken);
    }

    private int take(ByteBuffer target) throws IOException {
        try {
            int count = records.take(target);
            output.answer();
            return count;
        } catch (IOException e) {
            throw breaks(e);
        }
    }

    private boolean isReadable() throws IOException {
        try {
            boolean readable = records.isReadable();
            output.answer();
            return readable;
        } catch (IOException e) {
            throw breaks(e);
        }
    }

    /** Takes over what comes on the stream below. A peer may send much that is no data, and must not hold the loop. */
    private void receiveMore() throws IOException {
        if (!drained && fetch() > 0) {
            Checkpoint.passTurn();
        } else {
            awaitTransport();
            drained = false;
        }
    }

    /** Takes over what has come on the stream below; 0 if nothing has. */
    private int fetch() throws IOException {
        requireOpen();
        try {
            ByteBuffer room = records.room();
            int count = transport.tryReceive(room);
            drained = room.hasRemaining();
            if (count < 0) throw new TlsTruncatedException("the connection was cut off: the peer has not ended it");
            return count;
        } catch (IOException e) {
            throw breaks(e);
        } finally {
            records.releaseIdle();
        }
    }

    /** In a scope of its own: when this stream is closed, the one below may stay open for a while. */
    private void awaitTransport() throws IOException {
        try {
            Scopes.<@Nullable Void, IOException>run(scope -> waiting = scope, _ -> {
                transport.awaitReadable();
                return null;
            });
        } finally {
            waiting = null;
        }
        requireOpen();
    }

    private IOException breaks(IOException failure) {
        if (broken == null && !closed) {
            broken = failure;
            output.alert();
        }
        return failure;
    }

    // -- sending

    @Override
    public void sendAll(ByteBuffer bytes) throws IOException {
        sendAll(new ByteBuffer[] {bytes});
    }

    @Override
    public void sendAll(ByteBuffer... buffers) throws IOException {
        output.begin();
        try {
            for (int first = 0; first < buffers.length; ) {
                if (!buffers[first].hasRemaining()) first++;
                else output.send(buffers, first, buffers.length - first);
            }
            output.awaitRoom();
            Checkpoint.passTurn();
        } finally {
            output.end();
        }
    }

    @Override
    public int trySend(ByteBuffer bytes) throws IOException {
        return (int) output.trySend(new ByteBuffer[] {bytes});
    }

    @Override
    public long trySend(ByteBuffer... buffers) throws IOException {
        return output.trySend(buffers);
    }

    @Override
    public void awaitWritable() throws IOException {
        output.begin();
        try {
            output.awaitRoom();
            Checkpoint.passTurn();
        } finally {
            output.end();
        }
    }

    @Override
    public void sendEof() throws IOException {
        requireOpen();
        output.sendEof();
    }

    // -- the end

    private void requireOpen() throws IOException {
        if (closed) throw new ClosedStreamException();
    }

    /**
     * Whether it was closed at this end.
     *
     * @return true once it was
     */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        watch.closed();
        if (waiting != null) waiting.cancel("the stream was closed");
        drain();
        output.close();
        records.dropReceived();
    }

    /**
     * Suspends, after the stream was closed, until what was sent before has left, or 30 seconds are over and it was
     * given up. {@link #close()} does not wait for that; whoever closes the stream below on their own, or ends the
     * loop, has to, lest the last of it be lost. A checkpoint; cancelled, it leaves things as they are.
     *
     * @throws IllegalStateException if the stream is not closed
     */
    public void waitClosed() {
        Checkpoint.throwIfCancelled();
        if (!closed) throw new IllegalStateException("the stream is open: close() it first");
        output.awaitHandedOn();
        Checkpoint.passTurn();
    }

    /**
     * Takes what the peer has sent and nobody will read, such as a ticket for the next session: closed with that
     * unread, TCP would tell the peer that the connection broke, and the peer could lose what was sent last.
     */
    private void drain() {
        try {
            if (broken == null) transport.tryReceive(records.room());
        } catch (IOException | IllegalStateException e) {
            // Nothing can be taken, or another task is being told of the end: it makes no difference any more.
        }
    }

    @Override
    public void abort() {
        if (closed) return;
        closed = true;
        watch.closed();
        if (waiting != null) waiting.cancel("the stream was aborted");
        output.abort();
        records.dropReceived();
    }

    @Override
    public String toString() {
        return session.protocol() + " over " + transport;
    }
}
