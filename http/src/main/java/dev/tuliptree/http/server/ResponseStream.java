package dev.tuliptree.http.server;

import dev.tuliptree.http.Headers;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.ResponseBody;
import dev.tuliptree.http.server.ResponseSender.Outcome;
import dev.tuliptree.http.stream.FileBytes;
import dev.tuliptree.http.stream.Outlet;
import dev.tuliptree.http.wire.BodyEncoder;
import dev.tuliptree.http.wire.RequestHead;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a streamed response, for its writer. Small writes gather. The head is written together with the first
 * bytes that are sent; if all has been written by then, it can name their number, and a failure before then can still
 * be answered with an error.
 */
final class ResponseStream extends OutputStream implements FileBytes.Target {
    /** How much gathers before it is sent. */
    private static final int GATHERED = 16 * 1024;

    private final ResponseSender sender;
    private final Outlet outlet;
    private final RequestHead request;
    private final Response response;
    private final long length;
    private boolean keepAlive;
    private byte[] gathered = new byte[512];
    private int size;
    private @Nullable BodyEncoder encoder;
    private boolean closed;

    ResponseStream(ResponseSender sender, RequestHead request, Response response, long length, boolean keepAlive) {
        this.sender = sender;
        this.outlet = sender.outlet;
        this.request = request;
        this.response = response;
        this.length = length;
        this.keepAlive = keepAlive;
    }

    /** Whether anything may have been sent. */
    boolean isBegun() {
        return encoder != null;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    /** Writes the head alone, for a client that wants no more. */
    Outcome headOnly() {
        long framing = framing();
        sender.head(request, response, keepAlive, framing);
        return Outcome.of(keepAlive);
    }

    private long framing() {
        if (length != ResponseBody.Stream.UNKNOWN) {
            return length;
        }
        return request.minorVersion() >= 1 ? ResponseSender.CHUNKED : ResponseSender.UNTIL_CLOSE;
    }

    private BodyEncoder begin(long framing) {
        if (framing == ResponseSender.UNTIL_CLOSE) {
            keepAlive = false;
        }
        sender.head(request, response, keepAlive, framing);
        BodyEncoder begun;
        if (framing >= 0) {
            begun = BodyEncoder.length(framing);
        } else {
            begun = framing == ResponseSender.CHUNKED ? BodyEncoder.chunked() : BodyEncoder.untilClose();
        }
        encoder = begun;
        return begun;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, source.length);
        requireOpen();
        int at = offset;
        int end = offset + count;
        while (at < end) {
            if (size == GATHERED) {
                put();
                outlet.flush();
            }
            int step = Math.min(end - at, GATHERED - size);
            if (gathered.length - size < step) {
                gathered = Arrays.copyOf(gathered, GATHERED);
            }
            System.arraycopy(source, at, gathered, size, step);
            size += step;
            at += step;
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the response is complete");
        }
    }

    private void put() {
        BodyEncoder begun = encoder == null ? begin(framing()) : encoder;
        begun.write(outlet.buffer(), gathered, 0, size);
        sender.made(size);
        size = 0;
    }

    @Override
    public void flush() throws IOException {
        if (!closed) {
            put();
            outlet.flush();
        }
    }

    @Override
    public long sendFile(FileChannel file, long offset, int count) throws IOException {
        if (framing() == ResponseSender.CHUNKED) {
            return -1;
        }
        requireOpen();
        put();
        Objects.requireNonNull(encoder).pass(count);
        long sent = outlet.sendFile(file, offset, count);
        sender.made(sent);
        return sent;
    }

    /** All has been written. */
    Outcome finish() {
        closed = true;
        boolean hasTrailers =
                framing() == ResponseSender.CHUNKED && !response.trailers().isEmpty();
        // Asked while a failure can still be answered, if nothing was sent yet.
        Headers trailers = hasTrailers ? response.trailers().values() : Headers.EMPTY;
        if (encoder == null) {
            if (length != ResponseBody.Stream.UNKNOWN && length != size) {
                throw new IllegalStateException("the body has " + size + " bytes, not " + length);
            }
            begin(hasTrailers ? ResponseSender.CHUNKED : size);
        }
        put();
        BodyEncoder begun = Objects.requireNonNull(encoder);
        if (begun instanceof BodyEncoder.Chunked chunks) {
            trailers.forEach(line -> chunks.trailer(line.name(), line.value()));
        }
        begun.end(outlet.buffer());
        return Outcome.of(keepAlive);
    }

    /** Whoever wrote need not close it, and may; what was written is sent either way. */
    @Override
    public void close() {
        closed = true;
    }
}
