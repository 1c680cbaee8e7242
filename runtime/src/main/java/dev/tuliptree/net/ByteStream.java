package dev.tuliptree.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Bytes in both directions: a connection, or what stands on one. After Trio's {@code HalfCloseableStream}. Programs
 * that take this type run over TCP, and over whatever else comes to implement it.
 */
public interface ByteStream extends ReceiveStream, SendStream {
    /**
     * Takes what has arrived, without waiting for more. Not a checkpoint. With {@link #awaitReadable()}, a protocol
     * needs a buffer only when there is something to put into it; that something is there may turn out wrong.
     *
     * @param target where to put it; must have room
     * @return how many bytes; 0 if nothing has arrived, -1 at the end of the stream
     * @throws ClosedStreamException if the stream is closed at this end
     * @throws IOException if the connection broke
     */
    int tryReceive(ByteBuffer target) throws IOException;

    /**
     * Hands on as many bytes as there is room for, without waiting for more room. Not a checkpoint.
     *
     * @param bytes what to send; what was not taken remains in it
     * @return how many bytes were taken, 0 if there is no room
     * @throws ClosedStreamException if the stream is closed at this end
     * @throws IOException if the connection broke
     */
    int trySend(ByteBuffer bytes) throws IOException;

    /**
     * As {@link #trySend(ByteBuffer)}, with the bytes of several buffers, gathered where the stream can do that.
     *
     * @param buffers what to send; what was not taken remains in them
     * @return how many bytes were taken in all, 0 if there is no room
     * @throws ClosedStreamException if the stream is closed at this end
     * @throws IOException if the connection broke
     */
    default long trySend(ByteBuffer... buffers) throws IOException {
        long taken = 0;
        for (ByteBuffer bytes : buffers) {
            taken += trySend(bytes);
            if (bytes.hasRemaining()) break;
        }
        return taken;
    }

    /**
     * Suspends until {@link #trySend} is likely to find room. A checkpoint.
     *
     * @throws ClosedStreamException if the stream is, or meanwhile gets, closed at this end
     * @throws IOException if the connection broke
     */
    void awaitWritable() throws IOException;

    /**
     * Says that no more will be sent; the peer receives the end of the stream. Receiving goes on. Idempotent. Not a
     * checkpoint.
     *
     * @throws IOException if the connection broke
     */
    void sendEof() throws IOException;

    /**
     * As {@link #close()}, but drops what was not sent yet and has the peer see a reset. Idempotent. Not a checkpoint.
     */
    void abort();

    /**
     * Closes the stream; what was sent still reaches the peer. A task that waits for it gets an exception. Idempotent.
     */
    @Override
    void close();
}
