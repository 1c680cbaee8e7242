package dev.tuliptree.net;

import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.Closeables;
import dev.tuliptree.loop.EventLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;

/** A connection over a socket of the engine, of whatever family. */
abstract sealed class EngineStream implements ByteStream permits SocketStream, UnixStream {
    private static final byte[] NOTHING = {};

    final EngineSocket socket;

    private final String kind;
    private final SocketWaiter readable;
    private final SocketWaiter writable;
    private final Closeables.Watch watch;

    /**
     * Whether the last read got less than there was room for. Nothing was left then, and hardly ever will more have
     * arrived by the time of the next one, as a peer first has to see the answer: so that one waits to be told, which
     * it would have to anyway, and spares the system a question. If more has arrived, the engine tells at once.
     */
    private boolean drained;

    private boolean outputShutDown;
    private boolean sendingFile;
    private boolean closed;

    EngineStream(EngineSocket socket, String kind) {
        this.socket = socket;
        this.kind = kind;
        readable = SocketWaiter.readable(socket);
        writable = SocketWaiter.writable(socket);
        watch = Closeables.opened(this, "a " + kind);
    }

    // -- receiving

    @Override
    public byte[] receiveSome(int most) throws IOException {
        if (most < 1) throw new IllegalArgumentException("receiveSome needs room for at least one byte, not " + most);
        begin(readable);
        if (drained) await(readable);
        while (true) {
            ByteBuffer scratch = EventLoop.current().scratch();
            if (scratch.capacity() > most) scratch.limit(most);
            int count = read(scratch);
            if (count == 0) {
                await(readable);
                continue;
            }
            byte[] received = NOTHING;
            if (count > 0) {
                received = new byte[count];
                scratch.flip().get(received);
            }
            Checkpoint.passTurn();
            return received;
        }
    }

    @Override
    public int receiveSome(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) throw new IllegalArgumentException("receiveSome needs a buffer that is not full");
        begin(readable);
        if (drained) await(readable);
        int count;
        while ((count = read(target)) == 0) await(readable);
        Checkpoint.passTurn();
        return count;
    }

    @Override
    public void awaitReadable() throws IOException {
        begin(readable);
        await(readable);
    }

    @Override
    public int tryReceive(ByteBuffer target) throws IOException {
        requireOpen();
        readable.requireFree();
        return read(target);
    }

    private int read(ByteBuffer target) throws IOException {
        int count = socket.read(target);
        drained = count >= 0 && target.hasRemaining();
        return count;
    }

    // -- sending

    @Override
    public int trySend(ByteBuffer bytes) throws IOException {
        requireOpen();
        requireOutput();
        writable.requireFree();
        return socket.write(bytes);
    }

    @Override
    public long trySend(ByteBuffer... buffers) throws IOException {
        requireOpen();
        requireOutput();
        writable.requireFree();
        return socket.write(buffers, 0, buffers.length);
    }

    @Override
    public void awaitWritable() throws IOException {
        begin(writable);
        requireOutput();
        await(writable);
    }

    @Override
    public void sendAll(ByteBuffer bytes) throws IOException {
        begin(writable);
        requireOutput();
        while (bytes.hasRemaining()) {
            if (socket.write(bytes) == 0) await(writable);
        }
        Checkpoint.passTurn();
    }

    @Override
    public void sendAll(ByteBuffer... buffers) throws IOException {
        begin(writable);
        requireOutput();
        int first = 0;
        while (first < buffers.length) {
            if (!buffers[first].hasRemaining()) first++;
            else if (socket.write(buffers, first, buffers.length - first) == 0) await(writable);
        }
        Checkpoint.passTurn();
    }

    @Override
    public long sendFile(FileChannel file, long offset, long count) throws IOException {
        begin(writable);
        requireOutput();
        sendingFile = true;
        try {
            return socket.transfersFiles()
                    ? FileSending.transfer(file, offset, count, new Transfer())
                    : FileSending.copy(file, offset, count, this::sendPiece);
        } catch (ClosedChannelException e) {
            requireOpen();
            throw e;
        } finally {
            sendingFile = false;
        }
    }

    /** Sends a piece of a file, as nobody else may before the file has ended. */
    private void sendPiece(ByteBuffer bytes) throws IOException {
        requireOpen();
        while (bytes.hasRemaining()) {
            if (socket.write(bytes) == 0) await(writable);
        }
        Checkpoint.passTurn();
    }

    /** This socket as a target of files. */
    private final class Transfer implements FileSending.Target {
        @Override
        public long transfer(FileChannel file, long position, long count) throws IOException {
            return socket.transferFrom(file, position, count);
        }

        @Override
        public void awaitWritable() throws IOException {
            requireOpen();
            await(writable);
        }
    }

    @Override
    public void sendEof() throws IOException {
        requireOpen();
        if (sendingFile) throw new IllegalStateException("another task is sending a file on this stream");
        if (outputShutDown) return;
        outputShutDown = true;
        socket.shutdownOutput();
    }

    // -- the rest

    /**
     * Whether it was closed at this end.
     *
     * @return true once it was
     */
    public boolean isClosed() {
        return closed;
    }

    /**
     * The socket below, for other ways to use a connection than streams, such as transports. Who takes it reads, writes
     * and waits at it alone from then on; ending output and closing stay the stream's. Not a checkpoint.
     *
     * @return the socket of the engine
     * @throws IllegalStateException if a task waits at this stream
     */
    public EngineSocket engineSocket() {
        readable.requireFree();
        writable.requireFree();
        return socket;
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        watch.closed();
        socket.close();
        readable.wake();
        writable.wake();
    }

    @Override
    public void abort() {
        if (closed) return;
        closed = true;
        watch.closed();
        socket.abort();
        readable.wake();
        writable.wake();
    }

    private void begin(SocketWaiter waiter) throws IOException {
        Checkpoint.throwIfCancelled();
        requireOpen();
        waiter.requireFree();
    }

    private void await(SocketWaiter waiter) throws IOException {
        waiter.awaitReady();
        requireOpen();
    }

    private void requireOpen() throws IOException {
        if (closed) throw new ClosedStreamException();
    }

    private void requireOutput() {
        if (sendingFile) throw new IllegalStateException("another task is sending a file on this stream");
        if (outputShutDown) throw new IllegalStateException("nothing can be sent after sendEof()");
    }

    @Override
    public String toString() {
        return kind + (closed ? ", closed" : "");
    }
}
