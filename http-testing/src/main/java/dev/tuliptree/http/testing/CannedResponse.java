package dev.tuliptree.http.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.http.Headers;
import dev.tuliptree.http.wire.HttpStatus;
import dev.tuliptree.http.wire.ResponseWriter;
import dev.tuliptree.http.wire.WireBuffer;
import java.time.Duration;
import java.util.Locale;

/**
 * What a {@link MockServer} answers, and how badly it behaves in doing so. Immutable: each method returns another one.
 *
 * <pre>{@code
 * CannedResponse.json("{\"id\": 1}").header("ETag", "\"a\"").after(seconds(2))
 * CannedResponse.text("x".repeat(10_000)).cutAfter(500)
 * }</pre>
 */
public final class CannedResponse {
    /** How the connection goes on. */
    enum End {
        KEEP_ALIVE,
        CLOSE,
        RESET
    }

    private static final int ALL = Integer.MAX_VALUE;

    private final int status;
    private final Headers headers;
    private final byte[] body;
    private final Duration delay;
    private final int piece;
    private final Duration pause;
    private final int cut;
    private final End end;

    private CannedResponse(
            int status, Headers headers, byte[] body, Duration delay, int piece, Duration pause, int cut, End end) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.delay = delay;
        this.piece = piece;
        this.pause = pause;
        this.cut = cut;
        this.end = end;
    }

    private static CannedResponse of(int status, Headers headers, byte[] body) {
        return new CannedResponse(status, headers, body, Duration.ZERO, ALL, Duration.ZERO, ALL, End.KEEP_ALIVE);
    }

    // -- what is answered

    /**
     * An empty body.
     *
     * @param status 200 to 999
     * @throws IllegalArgumentException if it is not
     */
    public static CannedResponse status(int status) {
        return of(checkStatus(status), Headers.EMPTY, new byte[0]);
    }

    /** 200 with plain text, in UTF-8. */
    public static CannedResponse text(String text) {
        return bytes("text/plain; charset=utf-8", text.getBytes(UTF_8));
    }

    /** 200 with JSON that is text already. */
    public static CannedResponse json(String json) {
        return bytes("application/json", json.getBytes(UTF_8));
    }

    /** 200 with bytes of a type. The array is copied. */
    public static CannedResponse bytes(String contentType, byte[] bytes) {
        return of(200, Headers.of("Content-Type", contentType), bytes.clone());
    }

    /**
     * The same with another status.
     *
     * @param status 200 to 999
     * @throws IllegalArgumentException if it is not
     */
    public CannedResponse withStatus(int status) {
        return new CannedResponse(checkStatus(status), headers, body, delay, piece, pause, cut, end);
    }

    /**
     * The same with this header in place of all others of its name. A Content-Length is sent as it is given, right or
     * wrong; otherwise the right one is added.
     */
    public CannedResponse header(String name, String value) {
        return new CannedResponse(status, headers.with(name, value), body, delay, piece, pause, cut, end);
    }

    // -- how

    /** The same, begun only so long after the request has come. */
    public CannedResponse after(Duration delay) {
        return new CannedResponse(status, headers, body, delay, piece, pause, cut, end);
    }

    /**
     * The same, head and all in pieces.
     *
     * @param bytes how many at a time, at least one
     * @param pause how long between two of them
     */
    public CannedResponse inPiecesOf(int bytes, Duration pause) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a piece has at least one byte, not " + bytes);
        }
        return new CannedResponse(status, headers, body, delay, bytes, pause, cut, end);
    }

    /** The same, and the connection is closed behind it. The client is not told beforehand. */
    public CannedResponse thenClose() {
        return new CannedResponse(status, headers, body, delay, piece, pause, cut, End.CLOSE);
    }

    /**
     * The same, but the connection is closed after so many bytes.
     *
     * @param bytes how many are sent, those of the head counted; 0 for none
     */
    public CannedResponse cutAfter(int bytes) {
        return new CannedResponse(status, headers, body, delay, piece, pause, checkCut(bytes), End.CLOSE);
    }

    /** The same, but the connection is reset after so many bytes, which may then be lost. */
    public CannedResponse resetAfter(int bytes) {
        return new CannedResponse(status, headers, body, delay, piece, pause, checkCut(bytes), End.RESET);
    }

    private static int checkStatus(int status) {
        if (status < 200 || status > 999) {
            throw new IllegalArgumentException("not the status of a final response: " + status);
        }
        return status;
    }

    private static int checkCut(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("nothing can be cut after " + bytes + " bytes");
        }
        return bytes;
    }

    // -- for the server

    Duration delay() {
        return delay;
    }

    int piece() {
        return piece;
    }

    Duration pause() {
        return pause;
    }

    End end() {
        return end;
    }

    /** What is sent in answer to a request with this method. */
    byte[] encoded(String method) {
        WireBuffer buffer = new WireBuffer(256 + body.length);
        ResponseWriter writer = new ResponseWriter(buffer);
        writer.status(status);
        for (int i = 0; i < headers.size(); i++) {
            writer.header(headers.name(i), headers.value(i));
        }
        boolean hasBody = HttpStatus.hasBody(method.toUpperCase(Locale.ROOT), status);
        if (!headers.contains("Content-Length") && status != 204 && status != 304) {
            writer.contentLength(body.length);
        }
        writer.end();
        if (hasBody) {
            buffer.put(body);
        }
        buffer.truncate(Math.min(buffer.size(), cut));
        return buffer.toByteArray();
    }

    @Override
    public String toString() {
        return status + " " + HttpStatus.reason(status);
    }
}
