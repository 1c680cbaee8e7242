package dev.tuliptree.net;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Bytes that come in. One task at a time may receive; a second one gets an {@link IllegalStateException}. Loop thread
 * only.
 *
 * <p>Receiving is a checkpoint. Cancelled while it waits, it has taken nothing.
 */
public interface ReceiveStream extends AutoCloseable {
    /** How much {@link #receiveAll()} takes at most: 16 MiB. */
    int DEFAULT_LIMIT = 16 * 1024 * 1024;

    /**
     * Receives what is there, as soon as there is anything.
     *
     * @param most how many bytes at most, at least one
     * @return the bytes; none at the end of the stream
     * @throws ClosedStreamException if the stream is, or meanwhile gets, closed at this end
     * @throws IOException if the connection broke
     */
    byte[] receiveSome(int most) throws IOException;

    /**
     * Receives what is there into a buffer, as soon as there is anything.
     *
     * @param target where to put it; must have room
     * @return how many bytes, -1 at the end of the stream
     * @throws ClosedStreamException if the stream is, or meanwhile gets, closed at this end
     * @throws IOException if the connection broke
     */
    int receiveSome(ByteBuffer target) throws IOException;

    /**
     * Suspends until receiving would not, without taking anything. For protocols that hold no buffer while they wait.
     *
     * @throws ClosedStreamException if the stream is, or meanwhile gets, closed at this end
     * @throws IOException if the connection broke
     */
    void awaitReadable() throws IOException;

    /**
     * Receives a number of bytes, no fewer. Cancelled while it waits, it has lost what had come.
     *
     * @param count how many
     * @return that many bytes
     * @throws EOFException if the stream ends before; says how many had come
     * @throws IOException if the connection broke
     */
    default byte[] receiveExactly(int count) throws IOException {
        ByteBuffer received = ByteBuffer.allocate(count);
        while (received.hasRemaining()) {
            if (receiveSome(received) < 0) {
                throw new EOFException("the stream ended after " + received.position() + " of " + count + " bytes");
            }
        }
        return received.array();
    }

    /**
     * Receives everything up to the end of the stream, {@link #DEFAULT_LIMIT} at most. Cancelled while it waits, it has
     * lost what had come.
     *
     * @return the bytes
     * @throws IOException if the connection broke, or more came
     */
    default byte[] receiveAll() throws IOException {
        return receiveAll(DEFAULT_LIMIT);
    }

    /**
     * Receives everything up to the end of the stream. Cancelled while it waits, it has lost what had come.
     *
     * @param limit how many bytes at most
     * @return the bytes
     * @throws IOException if the connection broke, or more came
     */
    default byte[] receiveAll(int limit) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part;
        while ((part = receiveSome(64 * 1024)).length > 0) {
            if (part.length > limit - all.size()) throw new IOException("the peer sent more than " + limit + " bytes");
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /**
     * Reads lines and other pieces off this stream, through a buffer. What the reader has taken into its buffer is no
     * longer in the stream: use one reader, and nothing beside it.
     *
     * @return a new reader
     */
    default StreamReader reader() {
        return new StreamReader(this, StreamReader.DEFAULT_LIMIT);
    }

    /**
     * This stream for libraries that read from an {@link InputStream}. Reading from it suspends the calling task, and
     * is a checkpoint: only tasks may read. Each read receives once, so many small ones want a
     * {@link java.io.BufferedInputStream}. Closing it closes this stream.
     *
     * @return this stream in another shape; it buffers nothing
     */
    default InputStream inputStream() {
        return new StreamInput(this);
    }

    /** Closes the stream. A task that waits for it gets an exception. Idempotent. Not a checkpoint. */
    @Override
    void close();
}
