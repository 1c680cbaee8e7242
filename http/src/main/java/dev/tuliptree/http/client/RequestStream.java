package dev.tuliptree.http.client;

import dev.tuliptree.http.wire.BodyEncoder;
import dev.tuliptree.http.wire.ResponseHead;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, for its writer. Small writes gather. Between them it looks whether the server has answered
 * already: then it wants no more, and writing fails.
 */
final class RequestStream extends OutputStream {
    /** How much gathers before it is sent. */
    static final int GATHERED = 16 * 1024;

    private final ClientConnection connection;
    private final BodyEncoder encoder;
    private final long length;
    private final Progress progress;
    private final byte[] gathered = new byte[GATHERED];
    private int size;
    private long written;
    private @Nullable ResponseHead early;

    RequestStream(ClientConnection connection, long length, Progress progress) {
        this.connection = connection;
        this.length = length;
        this.progress = progress;
        encoder = length == RequestBody.UNKNOWN ? BodyEncoder.chunked() : BodyEncoder.length(length);
    }

    /** The head of the response, if it came before the body was sent. */
    @Nullable
    ResponseHead early() {
        return early;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, source.length);
        int at = offset;
        int end = offset + count;
        while (at < end) {
            int step = Math.min(end - at, GATHERED - size);
            System.arraycopy(source, at, gathered, size, step);
            size += step;
            at += step;
            if (size == GATHERED) {
                flush();
            }
        }
    }

    @Override
    public void flush() throws IOException {
        if (early != null) {
            throw new IOException("the server has answered already");
        }
        put();
        connection.outlet.flush();
        progress.moved(written, length);
        early = connection.tryHead();
        if (early != null) {
            throw new IOException("the server has answered already");
        }
    }

    private void put() throws IOException {
        try {
            encoder.write(connection.outlet.buffer(), gathered, 0, size);
        } catch (IllegalStateException e) {
            throw new IOException("the body of the request is longer than the " + length + " bytes announced", e);
        }
        written += size;
        size = 0;
    }

    /** All has been written. */
    void finish() throws IOException {
        put();
        try {
            encoder.end(connection.outlet.buffer());
        } catch (IllegalStateException e) {
            throw new IOException(
                    "the body of the request has " + written + " bytes, not the " + length + " announced", e);
        }
        connection.outlet.flush();
        progress.moved(written, length);
    }

    /** Whoever writes need not close it, and may. */
    @Override
    public void close() {}
}
