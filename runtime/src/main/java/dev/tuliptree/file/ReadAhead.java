package dev.tuliptree.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What has been read from a blocking stream and not been taken yet. A thread reads one piece when somebody asks and
 * nothing is there. Whoever asked may lose interest; the piece then stays here for the next one, so that no byte is
 * lost, and no thread reads on. Any thread.
 *
 * <p>The buffer belongs to the thread while {@code reading}, and to those who take from it otherwise.
 */
final class ReadAhead {
    private static final int PIECE = 64 * 1024;

    private final InputStream source;
    private final byte[] buffer = new byte[PIECE];
    private int from;
    private int to;
    private boolean ended;
    private @Nullable IOException failure;
    private boolean reading;
    private @Nullable Runnable waiting;

    ReadAhead(InputStream source) {
        this.source = source;
    }

    /** Whether taking would give something: bytes, the end or a failure. */
    synchronized boolean isReady() {
        return !reading && (from < to || ended || failure != null);
    }

    /** How many bytes are there to be taken. */
    synchronized int size() {
        return reading ? 0 : to - from;
    }

    /**
     * Takes what is there.
     *
     * @return how many bytes; 0 if none is there yet, -1 at the end
     * @throws IOException if reading failed; again each time
     */
    synchronized int take(ByteBuffer target) throws IOException {
        if (!isReady()) return 0;
        if (from < to) {
            int count = Math.min(to - from, target.remaining());
            target.put(buffer, from, count);
            from += count;
            return count;
        }
        if (failure != null) throw new IOException("the stream cannot be read: " + failure.getMessage(), failure);
        return -1;
    }

    /**
     * Sees to it that something will be there to take.
     *
     * @param told called once, in any thread, when there is
     * @throws IllegalStateException if somebody else is to be told already
     */
    void request(Runnable told) throws IOException {
        boolean begin;
        synchronized (this) {
            if (waiting != null && waiting != told) {
                throw new IllegalStateException("another task is waiting for data from this stream");
            }
            waiting = told;
            begin = !reading && !isReady();
            if (begin) reading = true;
        }
        if (begin) begin();
        else if (isReady()) tell();
    }

    /** Takes a request back. What is being read stays for the next one. */
    synchronized void forget(Runnable told) {
        if (waiting == told) waiting = null;
    }

    private void begin() throws IOException {
        boolean begun = false;
        try {
            StreamThreads.execute(this::read);
            begun = true;
        } finally {
            if (!begun) readNothing();
        }
    }

    private synchronized void readNothing() {
        reading = false;
        waiting = null;
    }

    private void read() {
        int count = 0;
        IOException failed = null;
        try {
            do count = source.read(buffer);
            while (count == 0);
        } catch (IOException e) {
            failed = e;
        } catch (Throwable e) {
            // Whoever waits must hear of it, or would wait for ever.
            failed = new IOException(e.toString(), e);
        }
        synchronized (this) {
            from = 0;
            to = Math.max(count, 0);
            ended = count < 0;
            failure = failed;
            reading = false;
        }
        tell();
    }

    private void tell() {
        Runnable told;
        synchronized (this) {
            told = waiting;
            waiting = null;
        }
        if (told != null) told.run();
    }
}
