package dev.tuliptree.net.transport;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.Waiter;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.tls.TlsStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A transport over a stream, or over the socket below it. */
final class StreamTransport extends TransportBase<Protocol> implements Transport {
    private final Wire wire;
    private final WriteBuffer unsent = new WriteBuffer();
    private final @Nullable SocketAddress localAddress;
    private final @Nullable SocketAddress peerAddress;
    private final @Nullable Server server;
    private final AllSent sent = new AllSent();
    private boolean readingPaused;
    private boolean begun;
    private boolean inputEnded;
    private boolean outputEnded;

    /** Where who takes over the stream waits. */
    private static final class AllSent extends Waiter {
        @Override
        protected boolean abort() {
            return true;
        }

        @Override
        public String toString() {
            return "what was written to be sent";
        }
    }

    StreamTransport(Protocol protocol, ByteStream stream, @Nullable Server server) {
        super(protocol);
        this.wire = Wire.over(stream);
        this.server = server;
        if (wire instanceof SocketWire direct) {
            localAddress = direct.socket().localAddress();
            peerAddress = direct.socket().remoteAddress();
        } else {
            SocketStream tcp = extraInfo(SocketStream.class);
            localAddress = tcp == null ? null : tcp.localAddress();
            peerAddress = tcp == null ? null : tcp.remoteAddress();
        }
    }

    @Nullable
    Server server() {
        return server;
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public void setProtocol(Protocol protocol) {
        this.protocol = protocol;
    }

    // -- receiving

    @Override
    void made() throws Exception {
        protocol.connectionMade(this);
    }

    @Override
    void begunReading() {
        begun = true;
        awaitData();
    }

    private void awaitData() {
        if (begun && isReading()) wire.onReadable(readable);
    }

    @Override
    void readReady() {
        if (!isReading()) return;
        ByteBuffer buffer = buffers.borrow();
        try {
            int count = wire.read(buffer);
            if (count > 0) received(buffer.flip());
            else if (count < 0) ended();
        } catch (IOException e) {
            broken(e);
        } finally {
            buffers.giveBack(buffer);
        }
        awaitData();
    }

    private void received(ByteBuffer data) {
        try {
            protocol.dataReceived(data);
        } catch (Throwable e) {
            failed("dataReceived", e);
        }
    }

    private void ended() {
        inputEnded = true;
        try {
            if (!protocol.eofReceived()) close();
        } catch (Throwable e) {
            failed("eofReceived", e);
        }
    }

    @Override
    public boolean isReading() {
        return !readingPaused && !inputEnded && !isClosing();
    }

    @Override
    public void pauseReading() {
        readingPaused = true;
        stopReading();
    }

    @Override
    public void resumeReading() {
        if (!readingPaused) return;
        readingPaused = false;
        awaitData();
    }

    @Override
    void stopReading() {
        if (!hasEnded()) wire.onReadable(null);
    }

    // -- sending

    @Override
    public void write(ByteBuffer data) {
        if (outputEnded) throw new IllegalStateException("nothing can be written after writeEof()");
        if (isClosing()) {
            data.position(data.limit());
            passOver();
            return;
        }
        boolean inLine = !unsent.isEmpty();
        try {
            while (!inLine && data.hasRemaining()) inLine = wire.write(data) == 0;
        } catch (IOException e) {
            data.position(data.limit());
            broken(e);
        }
        if (data.hasRemaining()) keep(data);
    }

    private void keep(ByteBuffer data) {
        if (unsent.isEmpty()) wire.onWritable(writable);
        unsent.add(data);
        pauseIfHigh();
    }

    @Override
    void writeReady() {
        if (hasEnded()) return;
        try {
            unsent.writeTo(wire);
        } catch (IOException e) {
            broken(e);
            return;
        }
        if (!unsent.isEmpty()) wire.onWritable(writable);
        // Which may write more, or close the transport.
        resumeIfLow();
        if (!unsent.isEmpty()) return;
        if (outputEnded) sendEof();
        endIfSent();
        sent.wake();
    }

    @Override
    public void writeEof() {
        if (isClosing() || outputEnded) return;
        outputEnded = true;
        if (unsent.isEmpty()) sendEof();
    }

    private void sendEof() {
        if (hasEnded()) return;
        try {
            wire.stream().sendEof();
        } catch (IOException e) {
            broken(e);
        }
    }

    @Override
    public long writeBufferSize() {
        return unsent.size();
    }

    // -- the end

    @Override
    void releaseAndClose(boolean atOnce) {
        unsent.clear();
        wire.release();
        if (atOnce) wire.stream().abort();
        else wire.stream().close();
    }

    @Override
    void afterLost() {
        sent.wake();
        if (server != null) server.lost(this);
    }

    /**
     * Suspends until all was sent, then lets go of the stream, which another transport takes over. The protocol is not
     * told. A checkpoint; cancelled, it reads on.
     */
    ByteStream detach() throws IOException {
        Checkpoint.throwIfCancelled();
        if (outputEnded) throw new IllegalStateException("nothing can be sent after writeEof()");
        boolean wasReading = !readingPaused;
        pauseReading();
        try {
            while (!unsent.isEmpty() && !isClosing()) sent.await();
        } catch (Throwable e) {
            if (wasReading) resumeReading();
            throw e;
        }
        if (isClosing()) throw new ClosedStreamException();
        endSilently();
        wire.release();
        return wire.stream();
    }

    /** Goes on in place of a transport that was detached, over what was put on its stream. */
    void takeOver(StreamTransport before) {
        BufferLimits limits = before.writeBufferLimits();
        setWriteBufferLimits(limits.low(), limits.high());
        if (server != null) server.replace(before, this);
        begunReading();
    }

    // -- what it stands on

    @Override
    public @Nullable SocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public @Nullable SocketAddress peerAddress() {
        return peerAddress;
    }

    @Override
    public <T> @Nullable T extraInfo(Class<T> type) {
        ByteStream stream = wire.stream();
        while (true) {
            if (type.isInstance(stream)) return type.cast(stream);
            if (!(stream instanceof TlsStream tls)) return null;
            if (type.isInstance(tls.session())) return type.cast(tls.session());
            stream = tls.transport();
        }
    }

    @Override
    public String toString() {
        return "transport over " + wire.stream() + (isClosing() ? ", closing" : "");
    }
}
