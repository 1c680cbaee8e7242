package dev.tuliptree.http.stream;

import static dev.tuliptree.Async.toThread;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/**
 * A part of a file on its way into a body. Where it goes to a connection as it is, the system does the transfer; where
 * something is made of it on the way, as by compression, it is read in another thread and written.
 */
public final class FileBytes {
    /** How much is read and written at once. */
    private static final int COPIED = 64 * 1024;

    /** How much is transferred at once: a peer that takes less than this for long is given up. */
    private static final int TRANSFERRED = 256 * 1024;

    private FileBytes() {}

    /** A body that may be able to do without having the bytes written to it. */
    public interface Target {
        /**
         * Sends what was written so far, and then a part of a file. A checkpoint.
         *
         * @return how many bytes of the file, fewer only if it has no more; negative, and nothing has happened, if they
         *     have to be written instead
         */
        long sendFile(FileChannel file, long offset, int count) throws IOException;
    }

    /**
     * Writes a part of a file. A checkpoint.
     *
     * @param options how to open it, for reading among others
     * @throws EOFException if the file ends before the part does
     */
    public static void write(Path file, long offset, long count, OutputStream out, OpenOption... options)
            throws IOException {
        // Closing takes no thread of its own: it must happen also where the task has been cancelled.
        try (FileChannel channel = toThread(() -> FileChannel.open(file, options))) {
            long sent = out instanceof Target target ? transfer(channel, offset, count, target) : 0;
            copy(channel, offset + sent, count - sent, out);
        }
    }

    /** Returns how much was transferred: all or nothing. */
    private static long transfer(FileChannel file, long offset, long count, Target target) throws IOException {
        long sent = 0;
        while (sent < count) {
            int piece = (int) Math.min(TRANSFERRED, count - sent);
            long moved = target.sendFile(file, offset + sent, piece);
            if (moved < 0) {
                return sent;
            }
            if (moved < piece) {
                throw cutShort();
            }
            sent += moved;
        }
        return sent;
    }

    private static void copy(FileChannel file, long offset, long count, OutputStream out) throws IOException {
        if (count == 0) {
            return;
        }
        byte[] piece = new byte[(int) Math.min(COPIED, count)];
        long at = offset;
        long end = offset + count;
        while (at < end) {
            ByteBuffer buffer = ByteBuffer.wrap(piece, 0, (int) Math.min(piece.length, end - at));
            long position = at;
            int read = toThread(() -> file.read(buffer, position));
            if (read < 0) {
                throw cutShort();
            }
            out.write(piece, 0, read);
            at += read;
        }
    }

    private static EOFException cutShort() {
        return new EOFException("the file became shorter while it was sent");
    }
}
