package dev.tuliptree.http;

import dev.tuliptree.http.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that is being handled. Loop thread only.
 *
 * <p>It is a view of what the connection received, and lives as long as its handling does: see {@link Handler#handle}.
 * Asked later for what nobody had asked for before, it throws {@link IllegalStateException}. What it has handed out is
 * good for ever, but for the stream of {@link #body}.
 *
 * <p>All of it is the client's word, checked only for being well-formed.
 */
public interface Request {
    /** The method, in the case it was sent in: {@code GET}. */
    String method();

    /**
     * The path as it was sent, percent-encoding and all: {@code /caf%C3%A9}. It begins with a slash, except for
     * {@code OPTIONS *}.
     */
    String path();

    /** What follows the question mark, as it was sent; null if there is no question mark. */
    @Nullable
    String rawQuery();

    /**
     * The value of a parameter of the route, decoded. That of a trailing wildcard is the rest of the path without a
     * slash before it, maybe empty.
     *
     * @throws IllegalArgumentException if the route has no parameter of this name
     */
    String pathParam(String name);

    /**
     * The value of a parameter of the route that is a whole number.
     *
     * @throws HttpException 404 if it is not, or too large for an {@code int}
     * @throws IllegalArgumentException if the route has no parameter of this name
     */
    default int pathInt(String name) {
        long value = pathLong(name);
        if (value != (int) value) {
            throw new HttpException(404);
        }
        return (int) value;
    }

    /**
     * The value of a parameter of the route that is a whole number, written in its one shortest form.
     *
     * @throws HttpException 404 if it is not, or too large for a {@code long}
     * @throws IllegalArgumentException if the route has no parameter of this name
     */
    default long pathLong(String name) {
        String text = pathParam(name);
        try {
            long value = Long.parseLong(text);
            // One thing has one address: not +7, 007, or digits of other scripts.
            if (Long.toString(value).equals(text)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new HttpException(404);
    }

    /**
     * The value of a parameter of the route that is a UUID.
     *
     * @throws HttpException 404 if it is not
     * @throws IllegalArgumentException if the route has no parameter of this name
     */
    default UUID pathUuid(String name) {
        String text = pathParam(name);
        try {
            UUID value = UUID.fromString(text);
            if (value.toString().equalsIgnoreCase(text)) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new HttpException(404);
    }

    /**
     * What the query says.
     *
     * @throws HttpException 400 if it is not properly percent-encoded
     */
    Parameters queryParams();

    /**
     * The first value of a parameter of the query, or null.
     *
     * @throws HttpException 400 if the query is not properly percent-encoded
     */
    default @Nullable String queryParam(String name) {
        return queryParams().first(name);
    }

    /** The {@code host} or {@code host:port} that the client meant, or null if it spoke HTTP/1.0 and did not say. */
    @Nullable
    String host();

    /** The value of the first header line with this name, case ignored, or null. */
    @Nullable
    String header(String name);

    /** All header lines. */
    Headers headers();

    /**
     * The cookies that the client has sent, values as they were sent. Of several with one name the first counts, which
     * belongs to the longest path. Unmodifiable.
     */
    Map<String, String> cookies();

    /** The value of a cookie, or null. */
    default @Nullable String cookie(String name) {
        return cookies().get(name);
    }

    /**
     * The body, while it arrives. Reading suspends, and is a checkpoint; {@code available()} says how much can be read
     * without. The same stream each time. A body that is not read is read and dropped afterwards, or, if it is long,
     * the connection closed.
     *
     * <p>Reading throws {@link dev.tuliptree.http.wire.ProtocolException} if the body is malformed, larger than
     * {@link Application#maxBodyBytes} or {@link ServerLimits#maxBodyBytes} allows (413) or comes too slowly (408). If
     * the handler lets it pass, that is what the client is told.
     */
    InputStream body();

    /**
     * The header lines that came behind a body sent in chunks (RFC 9110, 6.5), such as a checksum of it; empty if there
     * were none. They are not among the {@link #headers}, whatever they are called, and have the same limits, those of
     * {@link ServerLimits#http}.
     *
     * @throws IllegalStateException if the body was not read to its end
     */
    Headers trailers();

    /**
     * The whole body; the same array each time. A checkpoint.
     *
     * @throws IOException as reading {@link #body} does
     */
    byte[] bytes() throws IOException;

    /**
     * The whole body as text, in the character set that its Content-Type names, or else in UTF-8. A checkpoint.
     *
     * @throws HttpException 400 if that is not what it is encoded in, 415 if the character set is unknown
     * @throws IOException as reading {@link #body} does
     */
    String text() throws IOException;

    /**
     * What the JSON in the body stands for, read by Jackson 3, which must be present. A checkpoint.
     *
     * @param type what it is to be read as: a record, {@code Map.class}, {@code JsonNode.class}...
     * @throws HttpException 415 if the Content-Type is not that of JSON, which a page of another site could not send
     *     without asking first; 400 if it is malformed, or stands for something else
     * @throws IllegalStateException if Jackson is missing
     * @throws IOException as reading {@link #body} does
     */
    default <T> T json(Class<T> type) throws IOException {
        String contentType = header("Content-Type");
        if (contentType == null || !Json.isJson(contentType)) {
            throw new HttpException(415, "The body is not JSON.");
        }
        byte[] bytes = bytes();
        try {
            return Json.decode(bytes, type);
        } catch (IOException e) {
            HttpException refusal = new HttpException(400, "The body is not the JSON that is expected here.");
            refusal.initCause(e);
            throw refusal;
        }
    }

    /**
     * The form in the body, with {@link FormLimits#DEFAULT}: see {@link #form(FormLimits)}.
     *
     * @throws HttpException as that does
     * @throws IOException as reading {@link #body} does
     */
    default Form form() throws IOException {
        return form(FormLimits.DEFAULT);
    }

    /**
     * The form in the body, urlencoded or multipart, files and all: {@link #multipart} is there for files that are too
     * large to be kept in memory. A checkpoint.
     *
     * @throws HttpException 415 if the body is no form, 400 if it is malformed, 413 if it has too many fields
     * @throws IOException as reading {@link #body} does
     */
    Form form(FormLimits limits) throws IOException;

    /**
     * The parts of the body, with {@link FormLimits#DEFAULT}: see {@link #multipart(FormLimits)}.
     *
     * @throws HttpException as that does
     * @throws IOException as reading {@link #body} does
     */
    default Multipart multipart() throws IOException {
        return multipart(FormLimits.DEFAULT);
    }

    /**
     * The parts of the body, one after the other while it arrives.
     *
     * @throws HttpException 415 if the body is not a multipart one
     * @throws IOException as reading {@link #body} does
     */
    default Multipart multipart(FormLimits limits) throws IOException {
        return new Multipart(body(), header("Content-Type"), limits);
    }

    /**
     * The address that the connection came from: that of a proxy, if one stands in front and it is not among
     * {@link ServerOptions#proxies}.
     */
    InetSocketAddress remoteAddress();

    /**
     * Whether the connection is under TLS, or that to the proxy in front, if it is among {@link ServerOptions#proxies}.
     */
    boolean isSecure();

    /** What was left under a key, or null. */
    <T> @Nullable T attribute(Attribute<T> key);

    /** Leaves something under a key, in place of what was there. */
    <T> void attribute(Attribute<T> key, T value);
}
