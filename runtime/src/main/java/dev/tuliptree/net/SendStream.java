package dev.tuliptree.net;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Bytes that go out. One task at a time may send; a second one gets an {@link IllegalStateException}. Loop thread only.
 *
 * <p>Sending is a checkpoint, and suspends while the peer does not take what was sent. Cancelled while it waits, it may
 * have sent a part: such a stream is good only for being closed.
 */
public interface SendStream extends AutoCloseable {
    /**
     * Sends the bytes of a buffer; returns when all were handed on.
     *
     * @param bytes what to send; nothing remains in it
     * @throws ClosedStreamException if the stream is, or meanwhile gets, closed at this end
     * @throws IOException if the connection broke
     */
    void sendAll(ByteBuffer bytes) throws IOException;

    /**
     * Sends the bytes of several buffers, gathered; returns when all were handed on.
     *
     * @param buffers what to send; nothing remains in them
     * @throws ClosedStreamException if the stream is, or meanwhile gets, closed at this end
     * @throws IOException if the connection broke
     */
    void sendAll(ByteBuffer... buffers) throws IOException;

    /**
     * Sends bytes; returns when all were handed on.
     *
     * @param bytes what to send
     * @throws ClosedStreamException if the stream is, or meanwhile gets, closed at this end
     * @throws IOException if the connection broke
     */
    default void sendAll(byte[] bytes) throws IOException {
        sendAll(ByteBuffer.wrap(bytes));
    }

    /**
     * Sends bytes; returns when all were handed on.
     *
     * @param bytes where they are
     * @param offset where they begin
     * @param length how many
     * @throws ClosedStreamException if the stream is, or meanwhile gets, closed at this end
     * @throws IOException if the connection broke
     */
    default void sendAll(byte[] bytes, int offset, int length) throws IOException {
        sendAll(ByteBuffer.wrap(bytes, offset, length));
    }

    /**
     * Sends a part of a file, without holding up the loop while a disk is waited for; returns when all was handed on.
     * Where the stream is a socket the system does it by itself ({@code sendfile}); elsewhere, under TLS say, the file
     * is read piece by piece. The position of the channel stays where it is.
     *
     * <p>Cancelled or failed, it may have sent a part, of which nobody knows the length: such a stream is good only for
     * being closed. The file stays open.
     *
     * @param file the file, open for reading
     * @param offset where to begin, in bytes from the beginning of the file
     * @param count how many bytes at most
     * @return how many bytes were sent; fewer than asked for only if the file has no more
     * @throws ClosedStreamException if the stream is, or meanwhile gets, closed at this end
     * @throws IOException if the connection broke, or the file cannot be read
     */
    default long sendFile(FileChannel file, long offset, long count) throws IOException {
        return FileSending.copy(file, offset, count, this::sendAll);
    }

    /**
     * Sends a part of a file: see {@link #sendFile(FileChannel, long, long)}.
     *
     * @param file the file
     * @param offset where to begin, in bytes from the beginning of the file
     * @param count how many bytes at most
     * @return how many bytes were sent; fewer than asked for only if the file has no more
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws IOException if the connection broke, or the file cannot be read
     */
    default long sendFile(Path file, long offset, long count) throws IOException {
        return FileSending.open(file, offset, count, this);
    }

    /**
     * Sends a file from its beginning to its end: see {@link #sendFile(FileChannel, long, long)}.
     *
     * @param file the file
     * @return how many bytes were sent
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws IOException if the connection broke, or the file cannot be read
     */
    default long sendFile(Path file) throws IOException {
        return sendFile(file, 0, Long.MAX_VALUE);
    }

    /**
     * This stream for libraries that write to an {@link OutputStream}. Writing to it suspends the calling task while
     * the peer does not take what was sent, and is a checkpoint: only tasks may write. Each write sends once, so many
     * small ones want a {@link java.io.BufferedOutputStream}. Closing it closes this stream.
     *
     * @return this stream in another shape; it buffers nothing
     */
    default OutputStream outputStream() {
        return new StreamOutput(this);
    }

    /** Closes the stream. A task that waits for it gets an exception. Idempotent. Not a checkpoint. */
    @Override
    void close();
}
