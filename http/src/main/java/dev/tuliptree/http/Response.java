package dev.tuliptree.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.http.files.FileContent;
import dev.tuliptree.http.json.Json;
import dev.tuliptree.http.wire.FieldSyntax;
import dev.tuliptree.http.wire.HttpStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A response: status, headers and body. Immutable: {@link #status(int)}, {@link #header(String, String)} and their like
 * return another one, so a response that is always the same can be kept in a constant. Good for any thread.
 *
 * <pre>{@code
 * Response.text("Hello");
 * Response.html("<h1>Not here</h1>").status(404).header("Cache-Control", "no-store");
 * Response.stream("text/csv", out -> { for (Row row : rows) out.write(row.toCsv()); });
 * }</pre>
 *
 * <p>The server adds what frames a message, Content-Length or Transfer-Encoding, and Connection and Date; those cannot
 * be set.
 */
public final class Response {
    /** Headers that frame messages, and must not contradict what is really sent. */
    private static final Set<String> OURS =
            Set.of("connection", "content-length", "date", "keep-alive", "trailer", "transfer-encoding", "upgrade");

    private static final ResponseBody EMPTY = new ResponseBody.Empty();
    private static final Headers TEXT = Headers.of("Content-Type", "text/plain; charset=utf-8");
    private static final Headers HTML = Headers.of("Content-Type", "text/html; charset=utf-8");
    private static final Headers JSON = Headers.of("Content-Type", "application/json");
    private static final Headers BYTES = Headers.of("Content-Type", "application/octet-stream");

    private final int status;
    private final Headers headers;
    private final ResponseBody body;
    private final Trailers trailers;

    private Response(int status, Headers headers, ResponseBody body) {
        this(status, headers, body, Trailers.NONE);
    }

    private Response(int status, Headers headers, ResponseBody body, Trailers trailers) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.trailers = trailers;
    }

    // -- making one

    /** 200 with plain text, in UTF-8. */
    public static Response text(String text) {
        return new Response(200, TEXT, new ResponseBody.Bytes(text.getBytes(UTF_8)));
    }

    /** 200 with an HTML page, in UTF-8. Nothing in it is escaped. */
    public static Response html(String page) {
        return new Response(200, HTML, new ResponseBody.Bytes(page.getBytes(UTF_8)));
    }

    /** 200 with JSON that is text already. */
    public static Response json(String json) {
        return new Response(200, JSON, new ResponseBody.Bytes(json.getBytes(UTF_8)));
    }

    /**
     * 200 with the JSON of an object, made by Jackson 3, which must be present.
     *
     * @throws IllegalArgumentException if the object has none
     * @throws IllegalStateException if Jackson is missing
     */
    public static Response jsonOf(Object value) {
        return new Response(200, JSON, new ResponseBody.Bytes(Json.encode(value)));
    }

    /** 200 with bytes of no particular type. The array must not be changed any more. */
    public static Response bytes(byte[] bytes) {
        return new Response(200, BYTES, new ResponseBody.Bytes(bytes));
    }

    /**
     * 200 with bytes of a type. The array must not be changed any more.
     *
     * @throws IllegalArgumentException if the type cannot be a header's value
     */
    public static Response bytes(String contentType, byte[] bytes) {
        return new Response(200, Headers.of("Content-Type", contentType), new ResponseBody.Bytes(bytes));
    }

    /**
     * 200 with what remains in a buffer, of a type. Its bytes must not be changed any more, while its position and
     * limit may. For what is long and sent often: a direct buffer goes to the system as it is, where the bytes of an
     * array are copied first, each time.
     *
     * <pre>{@code
     * ByteBuffer atlas = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
     * app.get("/atlas", _ -> Response.bytes("image/png", atlas));
     * }</pre>
     *
     * @throws IllegalArgumentException if the type cannot be a header's value
     */
    public static Response bytes(String contentType, ByteBuffer bytes) {
        return new Response(200, Headers.of("Content-Type", contentType), new ResponseBody.Buffer(bytes));
    }

    /**
     * 200 with a body that is written while it is sent: in chunks, or, if it turns out to be short, in one piece.
     *
     * @param writer runs once for each time the response is sent, and not at all for a HEAD request
     * @throws IllegalArgumentException if the type cannot be a header's value
     */
    public static Response stream(String contentType, BodyWriter writer) {
        return stream(contentType, ResponseBody.Stream.UNKNOWN, writer);
    }

    /**
     * 200 with a body of known length that is written while it is sent.
     *
     * @param length how many bytes the writer will write; if it writes fewer or more, the connection is broken off
     * @throws IllegalArgumentException if the type cannot be a header's value
     */
    public static Response stream(String contentType, long length, BodyWriter writer) {
        return new Response(200, Headers.of("Content-Type", contentType), new ResponseBody.Stream(length, writer));
    }

    /**
     * 200 with events for a page's {@code EventSource} (HTML standard, 9.2), for as long as the handler runs. Every 15
     * seconds something is sent that pages do not see, so that a client that is gone is noticed.
     *
     * <pre>{@code
     * app.get("/ticks", _ -> Response.events(events -> {
     *     while (true) {
     *         events.send("tick");
     *         sleep(seconds(1));
     *     }
     * }));
     * }</pre>
     *
     * @param handler runs once for each time the response is sent
     */
    public static Response events(EventHandler handler) {
        return stream("text/event-stream", out -> EventSender.serve(out, handler))
                .header("Cache-Control", "no-store")
                // Has nginx pass on each event as it comes.
                .header("X-Accel-Buffering", "no");
    }

    /**
     * 200 with a file, whose content type follows from its name. It is read in another thread. Which file that is must
     * not be a client's choice: {@link Application#staticFiles} is made for that. A checkpoint.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such file, or it is not a regular one
     * @throws IOException if it cannot be read
     */
    public static Response file(Path file) throws IOException {
        return FileContent.of(file);
    }

    /**
     * What a request is to get of a file, as {@link Application#staticFiles} answers: 200 with the file, 206 with the
     * part that it asks for, or 304 if the client has it already (RFC 9110, 13 and 14). Otherwise as
     * {@link #file(Path)}. A checkpoint.
     *
     * @throws HttpException 412 if the client wants it only as something that it is not
     * @throws java.nio.file.NoSuchFileException if there is no such file, or it is not a regular one
     * @throws IOException if it cannot be read
     */
    public static Response file(Request request, Path file) throws IOException {
        return FileContent.of(request, file);
    }

    /** 204, and no body. */
    public static Response empty() {
        return new Response(204, Headers.EMPTY, EMPTY);
    }

    /** 302: the client is to look elsewhere, with GET. See {@link #redirect(int, String)}. */
    public static Response redirect(String location) {
        return redirect(302, location);
    }

    /**
     * Sends the client elsewhere.
     *
     * @param status 301, 302, 303, 307 or 308
     * @param location an address or path. If a part of it comes from a client, make sure that it cannot begin with two
     *     slashes or with a scheme, or it leads to a site of that client's choice
     * @throws IllegalArgumentException if the status is another, or the location not visible ASCII
     */
    public static Response redirect(int status, String location) {
        switch (status) {
            case 301, 302, 303, 307, 308 -> {}
            default -> throw new IllegalArgumentException("not the status of a redirect: " + status);
        }
        if (location.isEmpty() || !location.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("a location is percent-encoded ASCII");
        }
        return new Response(status, Headers.of("Location", location), EMPTY);
    }

    /**
     * Opens a WebSocket with {@link WebSocketOptions#DEFAULT}: see {@link #webSocket(WebSocketOptions,
     * WebSocketHandler)}.
     */
    public static Response webSocket(WebSocketHandler handler) {
        return webSocket(WebSocketOptions.DEFAULT, handler);
    }

    /**
     * Answers the handshake of a WebSocket (RFC 6455, 4.2), and then runs the handler. If the request is none, or not a
     * valid one, or comes from an origin that the options do not allow, an error is sent instead.
     *
     * <p>{@link Application#webSocket} is made of this. Use it in a handler of your own to look at the request first.
     */
    public static Response webSocket(WebSocketOptions options, WebSocketHandler handler) {
        return new Response(101, Headers.EMPTY, new ResponseBody.Upgrade(options, handler));
    }

    // -- deriving another one

    /**
     * The same with another status. Whatever body it has is not sent with 204 or 304.
     *
     * @param status 200 to 599
     * @throws IllegalArgumentException if it is not, or this opens a WebSocket
     */
    public Response status(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("not the status of a final response: " + status);
        }
        if (body instanceof ResponseBody.Upgrade) {
            throw new IllegalArgumentException("the status of a WebSocket's response is 101");
        }
        return new Response(status, headers, body, trailers);
    }

    /**
     * The same with this header in place of all others of its name.
     *
     * @throws IllegalArgumentException if the name or value is malformed, or the header is one that the server sets
     */
    public Response header(String name, String value) {
        return new Response(status, headers.with(check(name), value), body, trailers);
    }

    /**
     * The same with one header line more, for those that may be repeated, such as Set-Cookie.
     *
     * @throws IllegalArgumentException if the name or value is malformed, or the header is one that the server sets
     */
    public Response addHeader(String name, String value) {
        return new Response(status, headers.plus(check(name), value), body, trailers);
    }

    /** The same without the headers of this name. */
    public Response withoutHeader(String name) {
        return new Response(status, headers.without(name), body, trailers);
    }

    /**
     * The same with another body, for middleware that changes what handlers have made.
     *
     * @throws IllegalArgumentException if either opens a WebSocket
     */
    public Response body(ResponseBody body) {
        if (body instanceof ResponseBody.Upgrade || this.body instanceof ResponseBody.Upgrade) {
            throw new IllegalArgumentException("a WebSocket's response has no body");
        }
        return new Response(status, headers, body, hasOpenEnd(body) ? trailers : Trailers.NONE);
    }

    /**
     * The same with a header line behind the body, for what is known only then. It is sent to clients that speak
     * HTTP/1.1; they have to look for it.
     *
     * <pre>{@code
     * var sum = new CRC32();
     * return Response.stream("text/csv", out -> write(rows, new CheckedOutputStream(out, sum)))
     *     .trailer("X-Checksum", () -> Long.toHexString(sum.getValue()));
     * }</pre>
     *
     * @param value asked each time the body has been written, in the same coroutine; null for no such line. If it
     *     fails, so has the body
     * @throws IllegalArgumentException if the name is malformed, or such a header can only come before the body (RFC
     *     9110, 6.5.1)
     * @throws IllegalStateException if the body is not a streamed one of unknown length: only what is sent in chunks
     *     has something behind it
     */
    public Response trailer(String name, Supplier<? extends @Nullable String> value) {
        if (!hasOpenEnd(body)) {
            throw new IllegalStateException("only a streamed body of unknown length has trailers");
        }
        return new Response(status, headers, body, trailers.plus(name, value));
    }

    private static boolean hasOpenEnd(ResponseBody body) {
        return body instanceof ResponseBody.Stream stream && stream.length() == ResponseBody.Stream.UNKNOWN;
    }

    /** The same, and sets a cookie. */
    public Response cookie(Cookie cookie) {
        return addHeader("Set-Cookie", cookie.toString());
    }

    /**
     * The same, and sets a cookie for as long as the browser is open: see {@link Cookie#of}.
     *
     * @throws IllegalArgumentException if the name or value is malformed
     */
    public Response cookie(String name, String value) {
        return cookie(Cookie.of(name, value));
    }

    /** The same, and has the client drop a cookie that was set by {@link #cookie(String, String)}. */
    public Response dropCookie(String name) {
        return cookie(Cookie.of(name, "").maxAge(Duration.ZERO));
    }

    private static String check(String name) {
        if (OURS.contains(FieldSyntax.checkName(name).toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the header " + name + " is set by the server");
        }
        return name;
    }

    // -- what is in it

    /** The status: 200 to 599, or 101 if it opens a WebSocket. */
    public int status() {
        return status;
    }

    /** The headers, without those that the server will add. */
    public Headers headers() {
        return headers;
    }

    /** The value of the first header with this name, case ignored, or null. */
    public @Nullable String header(String name) {
        return headers.first(name);
    }

    /** The body. */
    public ResponseBody body() {
        return body;
    }

    /** What follows the body. */
    public Trailers trailers() {
        return trailers;
    }

    @Override
    public String toString() {
        return status + " " + HttpStatus.reason(status);
    }
}
