package dev.tuliptree.net;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.WorkerKind;
import dev.tuliptree.loop.WorkerThreads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Sends files, piece by piece. Whatever reads the file may have to wait for a disk, transferring it into a socket that
 * does not block too: so that happens in the threads that files have.
 */
final class FileSending {
    /** How much a file thread transfers into a socket at once, if there is room. */
    private static final int TRANSFER = 1024 * 1024;

    /** How much is copied at once. */
    private static final int COPY = 128 * 1024;

    private FileSending() {}

    /** A socket that the system can transfer files into. */
    interface Target {
        /** Transfers as much as there is room for; in a file thread. */
        long transfer(FileChannel file, long position, long count) throws IOException;

        /** Suspends until there is likely to be room. */
        void awaitWritable() throws IOException;
    }

    /** What takes a file piece by piece. */
    interface Pieces {
        /** Sends a piece to its end. A checkpoint. */
        void send(ByteBuffer piece) throws IOException;
    }

    /** Has the system transfer a part of a file. A checkpoint. */
    static long transfer(FileChannel file, long offset, long count, Target target) throws IOException {
        begin(offset, count);
        long sent = 0;
        while (sent < count) {
            long position = offset + sent;
            long most = Math.min(TRANSFER, count - sent);
            long moved = WorkerThreads.run(WorkerKind.FILE, () -> transferPiece(file, position, most, target));
            if (moved < 0) break;
            sent += moved;
            if (moved < most) target.awaitWritable();
        }
        return sent;
    }

    /** How much there was room for; -1 at the end of the file. */
    private static long transferPiece(FileChannel file, long position, long most, Target target) throws IOException {
        long moved = target.transfer(file, position, most);
        return moved == 0 && position >= file.size() ? -1 : moved;
    }

    /** Reads a part of a file and sends it. A checkpoint. */
    static long copy(FileChannel file, long offset, long count, Pieces pieces) throws IOException {
        begin(offset, count);
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(COPY, count));
        long sent = 0;
        while (sent < count) {
            long position = offset + sent;
            piece.clear().limit((int) Math.min(piece.capacity(), count - sent));
            int read = WorkerThreads.run(WorkerKind.FILE, () -> file.read(piece, position));
            if (read < 0) break;
            pieces.send(piece.flip());
            sent += read;
        }
        return sent;
    }

    /** Sends a part of a file that is opened for that. A checkpoint. */
    static long open(Path path, long offset, long count, SendStream target) throws IOException {
        begin(offset, count);
        // Closing takes no thread of its own: it must happen also where the task has been cancelled.
        try (FileChannel file =
                WorkerThreads.run(WorkerKind.FILE, () -> FileChannel.open(path, StandardOpenOption.READ))) {
            return target.sendFile(file, offset, count);
        }
    }

    private static void begin(long offset, long count) {
        if (offset < 0) throw new IllegalArgumentException("a file has nothing at " + offset);
        if (count < 0) throw new IllegalArgumentException("it is not possible to send " + count + " bytes");
        Checkpoint.throwIfCancelled();
        Checkpoint.passTurn();
    }
}
