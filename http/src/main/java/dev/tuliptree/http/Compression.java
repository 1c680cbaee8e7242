package dev.tuliptree.http;

import static dev.tuliptree.Async.toProcessor;

import dev.tuliptree.http.coding.Codings;
import dev.tuliptree.http.files.MediaTypes;
import dev.tuliptree.http.wire.AcceptEncoding;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Compresses responses, by gzip, deflate or, if {@code com.github.luben:zstd-jni} is present, zstd, for clients that
 * want it: {@code app.use(Compression.standard())}. What is short, or compressed already as pictures are, is left
 * alone; so are parts of files, and whatever has a Content-Encoding or says {@code Cache-Control: no-transform}. A
 * streamed body is compressed while it is made, and {@code flush} still has the client see what was written so far.
 *
 * <p>A page that shows a secret of its user beside text that someone else has chosen should not be compressed: its
 * length betrays how much the two have in common (the attack is called BREACH).
 */
public final class Compression implements Middleware {
    /** Compressing more than this takes long enough that others should not wait for it. */
    private static final int ELSEWHERE = 64 * 1024;

    private final int minBytes;

    private Compression(int minBytes) {
        this.minBytes = minBytes;
    }

    /** Compresses what has at least 1 KiB. */
    public static Compression standard() {
        return new Compression(1024);
    }

    /**
     * Compresses what has at least so many bytes.
     *
     * @throws IllegalArgumentException if that is negative
     */
    public static Compression of(int minBytes) {
        if (minBytes < 0) {
            throw new IllegalArgumentException("minBytes is negative");
        }
        return new Compression(minBytes);
    }

    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Response response = next.handle(request);
        if (!isFit(response)) {
            return response;
        }
        Response varying = vary(response);
        String coding = AcceptEncoding.best(request.headers().all("Accept-Encoding"), Codings.ENCODABLE);
        if (coding == null) {
            return varying;
        }
        return switch (response.body()) {
            case ResponseBody.Bytes(byte[] data) -> compressed(varying, data, coding);
            case ResponseBody.Buffer(ByteBuffer data) -> {
                byte[] copy = new byte[data.remaining()];
                data.get(copy);
                yield compressed(varying, copy, coding);
            }
            case ResponseBody.Stream(long _, BodyWriter writer) ->
                coded(varying, coding).body(new ResponseBody.Stream(ResponseBody.Stream.UNKNOWN, out -> {
                    try (OutputStream compressing = compressing(out, coding)) {
                        writer.writeTo(compressing);
                    }
                }));
            case ResponseBody.Empty _, ResponseBody.Upgrade _ -> response;
        };
    }

    private static Response compressed(Response response, byte[] data, String coding) throws IOException {
        byte[] compressed =
                data.length < ELSEWHERE ? compress(data, coding) : toProcessor(() -> compress(data, coding));
        return compressed.length < data.length
                ? coded(response, coding).body(new ResponseBody.Bytes(compressed))
                : response;
    }

    private boolean isFit(Response response) {
        long length = switch (response.body()) {
            case ResponseBody.Bytes(byte[] data) -> data.length;
            case ResponseBody.Buffer(ByteBuffer data) -> data.remaining();
            case ResponseBody.Stream(long known, BodyWriter _) -> known < 0 ? Long.MAX_VALUE : known;
            case ResponseBody.Empty _, ResponseBody.Upgrade _ -> -1;
        };
        String control = response.header("Cache-Control");
        return length >= minBytes
                && response.status() != 206
                && !response.headers().contains("Content-Encoding")
                && !response.headers().contains("Content-Range")
                && (control == null || !control.toLowerCase(Locale.ROOT).contains("no-transform"))
                && MediaTypes.isCompressible(response.header("Content-Type"));
    }

    private static Response vary(Response response) {
        for (String line : response.headers().all("Vary")) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.contains("accept-encoding") || lower.strip().equals("*")) {
                return response;
            }
        }
        return response.addHeader("Vary", "Accept-Encoding");
    }

    /** Says how it is coded, and that it is no longer the same to the byte. */
    private static Response coded(Response response, String coding) {
        String etag = response.header("ETag");
        Response marked = etag == null || etag.startsWith("W/") ? response : response.header("ETag", "W/" + etag);
        return marked.header("Content-Encoding", coding).withoutHeader("Accept-Ranges");
    }

    private static byte[] compress(byte[] data, String coding) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(data.length / 2 + 64);
        try (OutputStream compressing = compressing(compressed, coding)) {
            compressing.write(data);
        }
        return compressed.toByteArray();
    }

    private static OutputStream compressing(OutputStream out, String coding) throws IOException {
        return Codings.encoding(new KeptOpen(out), coding);
    }

    /** Closing what compresses frees its memory; what it writes to is for its owner to close. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {}
    }
}
