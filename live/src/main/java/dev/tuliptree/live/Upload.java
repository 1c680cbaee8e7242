package dev.tuliptree.live;

import static dev.tuliptree.Async.timeout;

import dev.tuliptree.sync.Queue;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file, while a page sends it: made by {@link Client#open}. Reading suspends until there is some, and
 * is a checkpoint; it throws {@link IOException} if the page breaks off, if it sends more or less than it has said, or
 * if nothing comes for {@link UploadLimits#idleTime}. No more is taken from the page than is read, but for some
 * kilobytes. Loop thread only, one reader.
 */
public final class Upload extends InputStream {
    /** Pieces that have arrived and were not read. */
    private static final int AHEAD = 2;

    private final Uploads uploads;
    private final Session session;
    private final UploadFile file;
    private final String id = KeptStates.newSecret();
    private final Queue<byte[]> arrived = new Queue<>(AHEAD);
    private LongConsumer progress = _ -> {};
    private byte[] piece = {};
    private int position;
    private long accepted;
    private long received;
    private boolean claimed;
    private boolean closed;
    private @Nullable String failure;

    Upload(Uploads uploads, Session session, UploadFile file) {
        this.uploads = uploads;
        this.session = session;
        this.file = file;
    }

    /**
     * What is sent.
     *
     * @return the file as the page has told of it
     */
    public UploadFile file() {
        return file;
    }

    /**
     * How much was read so far. Not a checkpoint.
     *
     * @return bytes
     */
    public long received() {
        return received;
    }

    /**
     * Says who hears how far it is: each time that some was taken from the page.
     *
     * @param listener gets the number of bytes that were {@linkplain #received received}; may suspend
     * @return this
     */
    public Upload onProgress(LongConsumer listener) {
        progress = listener;
        return this;
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) return 0;
        if (!fill()) return -1;
        int count = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return piece.length - position;
    }

    /** Wants nothing more; if there is more, the page is told so. Not a checkpoint. */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        uploads.remove(this);
        if (accepted < file.size() || !claimed) session.cancelUpload(this);
        arrived.shutdownNow();
    }

    private boolean fill() throws IOException {
        if (closed) throw new IOException("the upload is closed");
        if (position < piece.length) return true;
        byte @Nullable [] next;
        try {
            next = timeout(session.limits().uploads().idleTime(), this::next);
        } catch (TimeoutException e) {
            throw new IOException("nothing of \"" + file.name() + "\" arrived for too long", e);
        }
        if (next == null) {
            if (failure != null) throw new IOException(failure);
            return false;
        }
        piece = next;
        position = 0;
        received += next.length;
        progress.accept(received);
        return true;
    }

    private byte @Nullable [] next() {
        var pieces = arrived.iterator();
        return pieces.hasNext() ? pieces.next() : null;
    }

    String id() {
        return id;
    }

    Session session() {
        return session;
    }

    /** Whether whoever asks is the first to send this. */
    boolean claim() {
        boolean first = !claimed && !closed;
        claimed = true;
        return first;
    }

    /** A piece has come; waits while the reader is behind. A checkpoint; the queue is shut down if nobody wants it. */
    void arrive(byte[] bytes) throws IOException {
        accepted += bytes.length;
        if (accepted > file.size()) throw new IOException("there is more of the file than the page has said");
        arrived.put(bytes);
    }

    /** No more will come; false if there should have. */
    boolean complete() {
        boolean whole = accepted == file.size();
        if (whole) arrived.shutdown();
        else fail("there is less of \"" + file.name() + "\" than the page has said");
        return whole;
    }

    /** No more will come, for a reason. */
    void fail(String why) {
        if (failure == null) failure = why;
        arrived.shutdown();
    }
}
