package dev.tuliptree.http.client;

import static dev.tuliptree.Async.toThread;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.http.BodyWriter;
import dev.tuliptree.http.Parameters;
import dev.tuliptree.http.Trailers;
import dev.tuliptree.http.json.Json;
import dev.tuliptree.http.stream.FileBytes;
import dev.tuliptree.http.wire.FieldSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request carries: bytes that are there, or that are made while they are sent.
 *
 * <p>A redirect, or a connection that turns out to be dead, can make it necessary to send a body again. One that is
 * written by a {@link BodyWriter} is written again then; {@link #once} says that this is not possible.
 */
public final class RequestBody {
    /** Of a body whose length is known only at its end; it is sent in chunks. */
    public static final long UNKNOWN = -1;

    private final @Nullable String contentType;
    private final long length;
    private final byte @Nullable [] bytes;
    private final BodyWriter writer;
    private final boolean repeatable;
    private final Trailers trailers;
    private boolean begun;

    private RequestBody(
            @Nullable String contentType,
            long length,
            byte @Nullable [] bytes,
            BodyWriter writer,
            boolean repeatable,
            Trailers trailers) {
        if (length < UNKNOWN) {
            throw new IllegalArgumentException("a body cannot have " + length + " bytes");
        }
        this.contentType = contentType == null ? null : FieldSyntax.checkValue(contentType);
        this.length = length;
        this.bytes = bytes;
        this.writer = writer;
        this.repeatable = repeatable;
        this.trailers = trailers;
    }

    /**
     * Bytes.
     *
     * @param contentType what they are; null to say nothing about that
     * @param bytes must not be changed any more
     * @throws IllegalArgumentException if the type cannot be a header's value
     */
    public static RequestBody bytes(@Nullable String contentType, byte[] bytes) {
        return new RequestBody(contentType, bytes.length, bytes, out -> out.write(bytes), true, Trailers.NONE);
    }

    /** Plain text, in UTF-8. */
    public static RequestBody text(String text) {
        return bytes("text/plain; charset=utf-8", text.getBytes(UTF_8));
    }

    /** JSON that is text already. */
    public static RequestBody json(String json) {
        return bytes("application/json", json.getBytes(UTF_8));
    }

    /**
     * The JSON of an object, made by Jackson 3, which must be present.
     *
     * @throws IllegalArgumentException if the object has none
     * @throws IllegalStateException if Jackson is missing
     */
    public static RequestBody jsonOf(Object value) {
        return bytes("application/json", Json.encode(value));
    }

    /** A form without files; {@link MultipartForm} is for those with. */
    public static RequestBody form(Parameters fields) {
        return bytes("application/x-www-form-urlencoded", fields.encode().getBytes(UTF_8));
    }

    /**
     * A body that is written while it is sent, in chunks.
     *
     * @param writer runs once for each time the body is sent; what it calls suspends while the server reads slowly, and
     *     is a checkpoint
     * @throws IllegalArgumentException if the type cannot be a header's value
     */
    public static RequestBody stream(@Nullable String contentType, BodyWriter writer) {
        return stream(contentType, UNKNOWN, writer);
    }

    /**
     * A body of known length that is written while it is sent.
     *
     * @param length how many bytes the writer will write, or {@link #UNKNOWN}; if it writes fewer or more, the request
     *     fails
     * @throws IllegalArgumentException if the type cannot be a header's value, or the length is negative
     */
    public static RequestBody stream(@Nullable String contentType, long length, BodyWriter writer) {
        return new RequestBody(contentType, length, null, writer, true, Trailers.NONE);
    }

    /** What a stream has to give; it is read once, and not closed. Reading it must not block the loop. */
    public static RequestBody stream(@Nullable String contentType, InputStream in) {
        return stream(contentType, in::transferTo).once();
    }

    /**
     * A file, read in another thread while it is sent.
     *
     * @throws IOException if it is none that can be read
     * @throws IllegalArgumentException if the type cannot be a header's value
     */
    public static RequestBody file(@Nullable String contentType, Path file) throws IOException {
        long size = toThread(() -> Files.size(file));
        return stream(contentType, size, out -> FileBytes.write(file, 0, size, out, StandardOpenOption.READ));
    }

    /** The same, to be sent no more than once. */
    public RequestBody once() {
        return new RequestBody(contentType, length, bytes, writer, false, trailers);
    }

    /**
     * The same with a header line behind it, for what is known only then. Many servers do not look at it.
     *
     * @param value asked each time the body has been written, in the same coroutine; null for no such line. If it
     *     fails, so does the request
     * @throws IllegalArgumentException if the name is malformed, or such a header can only come before the body (RFC
     *     9110, 6.5.1)
     * @throws IllegalStateException if the length is known: only what is sent in chunks has something behind it
     */
    public RequestBody trailer(String name, Supplier<? extends @Nullable String> value) {
        if (length != UNKNOWN) {
            throw new IllegalStateException("only a streamed body of unknown length has trailers");
        }
        return new RequestBody(contentType, length, bytes, writer, repeatable, trailers.plus(name, value));
    }

    /** The value of the Content-Type header; null for none. */
    public @Nullable String contentType() {
        return contentType;
    }

    /** How many bytes it has, or {@link #UNKNOWN}. */
    public long length() {
        return length;
    }

    /** Whether it can be sent again. */
    public boolean isRepeatable() {
        return repeatable || !begun;
    }

    /** The bytes, if they are there. */
    byte @Nullable [] bytes() {
        return bytes;
    }

    /** What follows it. */
    Trailers trailers() {
        return trailers;
    }

    BodyWriter writer() {
        return writer;
    }

    /** It is about to be sent. */
    void begin() throws IOException {
        if (!isRepeatable()) {
            throw new IOException("the body of this request can be sent only once");
        }
        begun = true;
    }
}
