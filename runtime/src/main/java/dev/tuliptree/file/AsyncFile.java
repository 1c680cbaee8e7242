package dev.tuliptree.file;

import dev.tuliptree.Body;
import dev.tuliptree.loop.Closeables;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.ReceiveStream;
import dev.tuliptree.net.SendStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An open file: see {@link AsyncFiles#open}. Reads and writes go on from a position that the file remembers, or are
 * given one. Several tasks may use it at once at positions of their own; the remembered one is for one task at a time,
 * and a second one gets an {@link IllegalStateException}.
 *
 * <p>Every method is a checkpoint and suspends while a file thread does the work, unless it says otherwise; loop thread
 * only. Used after it was closed, a method throws a {@link ClosedStreamException}.
 */
public final class AsyncFile implements AutoCloseable {
    /** The JDK keeps a buffer as large as the largest read for each thread: large ones are done in pieces. */
    private static final int PIECE = 256 * 1024;

    private final FileChannel channel;
    private final Path path;
    private final Closeables.Watch watch;
    private boolean busy;
    private boolean closed;

    AsyncFile(FileChannel channel, Path path) {
        this.channel = channel;
        this.path = path;
        watch = Closeables.opened(this, path.toString());
    }

    // -- reading

    /**
     * Reads from the file's position on, which it moves.
     *
     * @param most how many bytes at most, at least one
     * @return the bytes, possibly fewer before the end of the file; none at its end
     * @throws IOException if reading fails
     */
    public byte[] read(int most) throws IOException {
        byte[] room = roomFor(most);
        return cut(room, read(ByteBuffer.wrap(room)));
    }

    /**
     * Reads from the file's position on, which it moves, into a buffer.
     *
     * @param target where to put it; must have room, and is not to be touched meanwhile
     * @return how many bytes, -1 at the end of the file
     * @throws IOException if reading fails
     */
    public int read(ByteBuffer target) throws IOException {
        requireRoom(target);
        return atPosition(() -> readPiece(target, -1));
    }

    /**
     * Reads from a place in the file; its position stays where it is.
     *
     * @param position the place, in bytes from the beginning
     * @param most how many bytes at most, at least one
     * @return the bytes, possibly fewer before the end of the file; none at its end and beyond
     * @throws IOException if reading fails
     */
    public byte[] readAt(long position, int most) throws IOException {
        byte[] room = roomFor(most);
        return cut(room, readAt(position, ByteBuffer.wrap(room)));
    }

    /**
     * Reads from a place in the file into a buffer; its position stays where it is.
     *
     * @param position the place, in bytes from the beginning
     * @param target where to put it; must have room, and is not to be touched meanwhile
     * @return how many bytes, -1 at the end of the file and beyond
     * @throws IOException if reading fails
     */
    public int readAt(long position, ByteBuffer target) throws IOException {
        requireNotNegative(position);
        requireRoom(target);
        return inThread(() -> readPiece(target, position));
    }

    private int readPiece(ByteBuffer target, long position) throws IOException {
        ByteBuffer piece = target.slice(target.position(), Math.min(PIECE, target.remaining()));
        int count = position < 0 ? channel.read(piece) : channel.read(piece, position);
        target.position(target.position() + Math.max(0, count));
        return count;
    }

    // -- writing

    /**
     * Writes bytes at the file's position, which it moves, or at the end if the file was opened for appending.
     *
     * @param bytes what to write
     * @throws IOException if writing fails
     */
    public void write(byte[] bytes) throws IOException {
        write(ByteBuffer.wrap(bytes));
    }

    /**
     * Writes the bytes of a buffer at the file's position, which it moves, or at the end if the file was opened for
     * appending.
     *
     * @param bytes what to write; nothing remains in it, and it is not to be touched meanwhile
     * @throws IOException if writing fails
     */
    public void write(ByteBuffer bytes) throws IOException {
        atPosition(() -> writeAll(bytes, -1));
    }

    /**
     * Writes the bytes of a buffer to a place in the file; its position stays where it is.
     *
     * @param position the place, in bytes from the beginning; beyond the end, the file grows
     * @param bytes what to write; nothing remains in it, and it is not to be touched meanwhile
     * @throws IOException if writing fails
     */
    public void writeAt(long position, ByteBuffer bytes) throws IOException {
        requireNotNegative(position);
        inThread(() -> writeAll(bytes, position));
    }

    private @Nullable Void writeAll(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            ByteBuffer piece = bytes.slice(bytes.position(), Math.min(PIECE, bytes.remaining()));
            int count = position < 0 ? channel.write(piece) : channel.write(piece, at);
            bytes.position(bytes.position() + count);
            at += count;
        }
        return null;
    }

    // -- the file as a whole

    /**
     * The file's position.
     *
     * @return bytes from the beginning
     * @throws IOException if the system does not say
     */
    public long position() throws IOException {
        return atPosition(() -> channel.position());
    }

    /**
     * Moves the file's position.
     *
     * @param position bytes from the beginning; may be beyond the end
     * @throws IOException if the system refuses
     */
    public void seek(long position) throws IOException {
        requireNotNegative(position);
        atPosition(() -> channel.position(position));
    }

    /**
     * How long the file is now.
     *
     * @return bytes
     * @throws IOException if the system does not say
     */
    public long size() throws IOException {
        return inThread(() -> channel.size());
    }

    /**
     * Cuts the file off. A position beyond its new end moves there.
     *
     * @param size how many bytes to keep; if it has no more, nothing happens
     * @throws IOException if the system refuses
     */
    public void truncate(long size) throws IOException {
        requireNotNegative(size);
        atPosition(() -> channel.truncate(size));
    }

    /**
     * Suspends until what was written is on the device, so that a crash of the machine does not lose it.
     *
     * @param metadata whether the file's times and the like must be there too, not only what is needed to read it
     * @throws IOException if that fails; what was written may then be lost
     */
    public void force(boolean metadata) throws IOException {
        inThread(() -> {
            channel.force(metadata);
            return channel;
        });
    }

    /**
     * This file as a stream to receive from, from its position on. Closing the stream leaves the file open. Not a
     * checkpoint.
     *
     * @return a stream
     */
    public ReceiveStream receiver() {
        return new FileReceiver(this);
    }

    /**
     * This file as a stream to send to, from its position on. Closing the stream leaves the file open. Not a
     * checkpoint.
     *
     * @return a stream
     */
    public SendStream sender() {
        return new FileSender(this);
    }

    /**
     * What the file was opened as. Not a checkpoint.
     *
     * @return its path, which may lead elsewhere by now
     */
    public Path path() {
        return path;
    }

    /**
     * Whether it was closed. Not a checkpoint.
     *
     * @return true once it was
     */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Closes the file. Suspends, also in a cancelled task; a task that is reading or writing gets a
     * {@link ClosedStreamException}. Idempotent.
     *
     * @throws IOException if what was written before could not be kept, as some file systems find out only now
     */
    @Override
    public void close() throws IOException {
        if (closed) return;
        closed = true;
        watch.closed();
        FileWork.runShielded(channel::close);
    }

    // -- how it is done

    /** Does what has to do with the file's position. */
    private <T extends @Nullable Object> T atPosition(Body<T, IOException> work) throws IOException {
        if (busy) {
            throw new IllegalStateException("another task is at the position of " + path + ": use readAt and writeAt");
        }
        busy = true;
        try {
            return inThread(work);
        } finally {
            busy = false;
        }
    }

    private <T extends @Nullable Object> T inThread(Body<T, IOException> work) throws IOException {
        requireOpen();
        try {
            return FileWork.call(work);
        } catch (ClosedChannelException e) {
            throw new ClosedStreamException();
        }
    }

    void requireOpen() throws IOException {
        if (closed) throw new ClosedStreamException();
    }

    private static byte[] roomFor(int most) {
        if (most < 1) throw new IllegalArgumentException("a read needs room for at least one byte, not " + most);
        return new byte[Math.min(most, PIECE)];
    }

    private static byte[] cut(byte[] room, int count) {
        return count == room.length ? room : Arrays.copyOf(room, Math.max(0, count));
    }

    private static void requireRoom(ByteBuffer target) {
        if (!target.hasRemaining()) throw new IllegalArgumentException("a read needs a buffer that is not full");
    }

    private static void requireNotNegative(long position) {
        if (position < 0) throw new IllegalArgumentException("there is nothing at " + position);
    }

    @Override
    public String toString() {
        return path + (closed ? ", closed" : "");
    }
}
