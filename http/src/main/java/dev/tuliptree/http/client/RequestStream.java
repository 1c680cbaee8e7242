package dev.tuliptree.http.client;

import dev.tuliptree.http.Trailers;
import dev.tuliptree.http.stream.FileBytes;
import dev.tuliptree.http.wire.BodyEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** The body of a request, for its writer. Small writes gather. */
final class RequestStream extends OutputStream implements FileBytes.Target {
    /** How much gathers before it is sent. */
    private static final int GATHERED = 16 * 1024;

    /** How much of what is there is sent between two reports of progress. */
    private static final int PIECE = 64 * 1024;

    private final ClientConnection connection;
    private final BodyEncoder encoder;
    private final long length;
    private final Progress progress;
    private byte[] gathered = {};
    private int size;
    private long written;

    RequestStream(ClientConnection connection, long length, Progress progress) {
        this.connection = connection;
        this.length = length;
        this.progress = progress;
        encoder = length == RequestBody.UNKNOWN ? BodyEncoder.chunked() : BodyEncoder.length(length);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, source.length);
        if (gathered.length == 0) {
            gathered = new byte[GATHERED];
        }
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
        put();
        connection.outlet.flush();
        progress.moved(written, length);
    }

    private void put() throws IOException {
        try {
            encoder.write(connection.outlet.buffer(), gathered, 0, size);
        } catch (IllegalStateException e) {
            throw tooLong(e);
        }
        written += size;
        size = 0;
    }

    private IOException tooLong(IllegalStateException cause) {
        return new IOException("the body of the request is longer than the " + length + " bytes announced", cause);
    }

    @Override
    public long sendFile(FileChannel file, long offset, int count) throws IOException {
        if (!encoder.isPlain()) {
            return -1;
        }
        put();
        pass(count);
        long sent = connection.outlet.sendFile(file, offset, count);
        progress.moved(written, length);
        return sent;
    }

    private void pass(int count) throws IOException {
        try {
            encoder.pass(count);
        } catch (IllegalStateException e) {
            throw tooLong(e);
        }
        written += count;
    }

    /** Sends a body that is there, and is as long as was announced, without copying it. */
    void sendWhole(byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; at += PIECE) {
            int step = Math.min(bytes.length - at, PIECE);
            connection.outlet.flush(ByteBuffer.wrap(bytes, at, step));
            progress.moved(at + step, length);
        }
    }

    /** All has been written. */
    void finish(Trailers trailers) throws IOException {
        put();
        if (encoder instanceof BodyEncoder.Chunked chunks) {
            trailers.values().forEach(line -> chunks.trailer(line.name(), line.value()));
        }
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
