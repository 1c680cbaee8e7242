package dev.tuliptree.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.loop.Checkpoint;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines and other pieces off a stream, through a buffer. After asyncio's {@code StreamReader}. One task at a
 * time; loop thread only.
 *
 * <p>Every read is a checkpoint. Cancelled while it waits, or refused for being too long, it has taken nothing: what
 * had come stays in the buffer for the next read.
 */
public final class StreamReader {
    /** How long a line or another piece may be at most: 64 KiB. */
    public static final int DEFAULT_LIMIT = 64 * 1024;

    private static final int PIECE = 8 * 1024;
    private static final byte[] LINE_FEED = {'\n'};

    private final ReceiveStream stream;
    private final int limit;
    private byte[] buffer = new byte[0];
    private int from;
    private int to;
    private boolean ended;

    /**
     * Makes a reader.
     *
     * @param stream where the bytes come from; the reader's alone from now on
     * @param limit how many bytes a line or another piece may have at most
     */
    public StreamReader(ReceiveStream stream, int limit) {
        if (limit < 1) throw new IllegalArgumentException("the limit must be at least 1, not " + limit);
        this.stream = stream;
        this.limit = limit;
    }

    /**
     * Reads a line of UTF-8 text, ended by LF or CR LF.
     *
     * @return the line without its end, the last one possibly without having had one; null at the end of the stream
     * @throws IOException if the connection broke, or the line is longer than the limit
     */
    public @Nullable String readLine() throws IOException {
        checkpoint();
        int end = find(LINE_FEED);
        if (end < 0) {
            if (from == to) return null;
            return new String(take(to - from), UTF_8);
        }
        int length = end - from;
        boolean carriageReturn = length > 1 && buffer[end - 2] == '\r';
        String line = new String(buffer, from, length - (carriageReturn ? 2 : 1), UTF_8);
        from = end;
        return line;
    }

    /**
     * Reads lines, each as {@link #readLine()} does, until the end of the stream.
     *
     * @return the lines, to be iterated over once; each step throws an {@link UncheckedIOException} where reading fails
     */
    public Iterable<String> lines() {
        return () -> new LineIterator(this::readLine);
    }

    /**
     * Reads up to a delimiter.
     *
     * @param delimiter where to stop, at least one byte
     * @return the bytes, with the delimiter
     * @throws EOFException if the stream ends before; what had come stays to be read
     * @throws IOException if the connection broke, or more than the limit came without the delimiter
     */
    public byte[] readUntil(byte[] delimiter) throws IOException {
        if (delimiter.length == 0) throw new IllegalArgumentException("the delimiter is empty");
        checkpoint();
        int end = find(delimiter);
        if (end < 0) throw new EOFException("the stream ended after " + (to - from) + " bytes without the delimiter");
        return take(end - from);
    }

    /**
     * Reads a number of bytes, no fewer.
     *
     * @param count how many, at most the limit
     * @return that many bytes
     * @throws EOFException if the stream ends before; what had come stays to be read
     * @throws IOException if the connection broke
     */
    public byte[] readExactly(int count) throws IOException {
        if (count > limit) throw new IllegalArgumentException(count + " bytes are more than the limit of " + limit);
        checkpoint();
        while (to - from < count) {
            if (!fill()) throw new EOFException("the stream ended after " + (to - from) + " of " + count + " bytes");
        }
        return take(count);
    }

    /**
     * Reads what is there, as soon as there is anything.
     *
     * @param most how many bytes at most, at least one
     * @return the bytes; none at the end of the stream
     * @throws IOException if the connection broke
     */
    public byte[] readSome(int most) throws IOException {
        if (from == to) return stream.receiveSome(most);
        checkpoint();
        return take(Math.min(most, to - from));
    }

    /** Finds where the first delimiter in the buffer ends, receiving more as needed; -1 if the stream ends before. */
    private int find(byte[] delimiter) throws IOException {
        int looked = 0;
        while (true) {
            int last = to - delimiter.length;
            for (int i = from + looked; i <= last; i++) {
                if (Arrays.equals(buffer, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
                    requireWithinLimit(i + delimiter.length - from);
                    return i + delimiter.length;
                }
            }
            // What was looked at is not looked at again, but for bytes that may begin a delimiter.
            looked = Math.max(0, last - from + 1);
            requireWithinLimit(to - from);
            if (!fill()) return -1;
        }
    }

    private void requireWithinLimit(int length) throws IOException {
        if (length > limit) throw new IOException("more than " + limit + " bytes came without the delimiter");
    }

    /** What is in the buffer already must not let a reader go on for ever, or past a cancellation. */
    private static void checkpoint() {
        Checkpoint.throwIfCancelled();
        Checkpoint.passTurn();
    }

    /** Receives more into the buffer; false at the end of the stream. */
    private boolean fill() throws IOException {
        if (ended) return false;
        makeRoom();
        ByteBuffer room = ByteBuffer.wrap(buffer, to, buffer.length - to);
        if (stream.receiveSome(room) < 0) ended = true;
        to = Math.max(to, room.position());
        return !ended;
    }

    private void makeRoom() {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) buffer = Arrays.copyOf(buffer, Math.max(PIECE, buffer.length * 2));
    }

    private byte[] take(int count) {
        byte[] taken = Arrays.copyOfRange(buffer, from, from + count);
        from += count;
        return taken;
    }
}
