package dev.tuliptree.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece on its way into a blocking stream. There is one at a time, at most 64 KiB, which a thread writes; those who
 * have more, or others, wait until it is through. Any thread.
 */
final class WriteBehind {
    private static final int PIECE = 64 * 1024;

    private final OutputStream target;
    private final byte[] buffer = new byte[PIECE];
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private boolean writing;
    private long begun;
    private long ended;
    private @Nullable IOException failure;

    WriteBehind(OutputStream target) {
        this.target = target;
    }

    /**
     * Has as much written as fits into one piece, if none is on its way.
     *
     * @return the number of the piece; 0 if another one is on its way
     * @throws IOException if an earlier piece could not be written
     */
    long begin(ByteBuffer source) throws IOException {
        int length;
        long number;
        synchronized (this) {
            requireIntact();
            if (writing) return 0;
            writing = true;
            number = ++begun;
            length = Math.min(source.remaining(), PIECE);
        }
        source.get(buffer, 0, length);
        boolean handedOver = false;
        try {
            StreamThreads.execute(() -> write(length));
            handedOver = true;
        } finally {
            if (!handedOver) done(null);
        }
        return number;
    }

    /**
     * Whether a piece is through.
     *
     * @throws IOException if it could not be written
     */
    synchronized boolean isThrough(long number) throws IOException {
        requireIntact();
        return ended >= number;
    }

    private void requireIntact() throws IOException {
        if (failure != null) throw new IOException("the stream cannot be written: " + failure.getMessage(), failure);
    }

    /** Has somebody told, in any thread, when the piece that is on its way is through; at once if there is none. */
    void whenFree(Runnable told) {
        synchronized (this) {
            if (writing) {
                waiting.add(told);
                return;
            }
        }
        told.run();
    }

    /** Takes such a request back. */
    synchronized void forget(Runnable told) {
        waiting.remove(told);
    }

    private void write(int length) {
        IOException failed = null;
        try {
            target.write(buffer, 0, length);
            target.flush();
            if (target instanceof PrintStream print && print.checkError()) failed = new IOException("it is broken");
        } catch (IOException e) {
            failed = e;
        } catch (Throwable e) {
            // Whoever waits must hear of it, or would wait for ever.
            failed = new IOException(e.toString(), e);
        }
        done(failed);
    }

    private void done(@Nullable IOException failed) {
        List<Runnable> told;
        synchronized (this) {
            if (failed != null) failure = failed;
            ended = begun;
            writing = false;
            told = List.copyOf(waiting);
            waiting.clear();
        }
        told.forEach(Runnable::run);
    }
}
