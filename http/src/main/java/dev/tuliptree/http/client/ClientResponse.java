package dev.tuliptree.http.client;

import dev.tuliptree.http.Headers;
import dev.tuliptree.http.coding.Codings;
import dev.tuliptree.http.json.Json;
import dev.tuliptree.http.stream.TextBody;
import dev.tuliptree.http.wire.HeaderBlock;
import dev.tuliptree.http.wire.HttpStatus;
import dev.tuliptree.http.wire.ResponseHead;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A response whose head has arrived. Its body is read on demand. Close it: its connection serves the next request as
 * soon as the body was read to its end, or the response closed. Loop thread only.
 */
public final class ClientResponse implements AutoCloseable {
    private final Url url;
    private final int status;
    private final Headers headers;
    private final int maxBodyBytes;
    private final ResponseBodyInput received;
    private final InputStream content;
    private byte @Nullable [] bytes;
    private List<String> history = List.of();

    ClientResponse(ClientRequest request, ResponseHead head, ResponseBodyInput received, ClientOptions options) {
        this.url = request.target();
        this.status = head.status();
        this.headers = Headers.of(head.headers());
        this.received = received;
        this.content = request.isDecompressing() ? decompressed(options) : received;
        this.maxBodyBytes = options.maxBodyBytes();
    }

    private InputStream decompressed(ClientOptions options) {
        List<String> codings = headers.all("Content-Encoding");
        InputStream inflating = codings.size() == 1
                ? Codings.decoding(received, codings.getFirst(), options.maxDecompressedBytes())
                : null;
        return inflating == null ? received : inflating;
    }

    /** The status, 200 to 999. */
    public int status() {
        return status;
    }

    /** Whether the status says that all went well: 200 to 299. */
    public boolean isOk() {
        return status >= 200 && status <= 299;
    }

    /**
     * Does nothing if the status is less than 400. After aiohttp's {@code raise_for_status}:
     *
     * <pre>{@code
     * try (var response = session.get(url).raiseForStatus()) {
     *     return response.json(Tulip.class);
     * }
     * }</pre>
     *
     * @return this response
     * @throws StatusException if it is 400 or more; the response has been closed then
     */
    public ClientResponse raiseForStatus() throws StatusException {
        if (status < 400) {
            return this;
        }
        close();
        throw new StatusException(status, HttpStatus.reason(status), url);
    }

    /** Where it came from, without a fragment. */
    public String url() {
        return url.toString();
    }

    /** The URLs that were asked before and have sent the client on, the first one first. */
    public List<String> history() {
        return history;
    }

    /** It came by these redirects. */
    void cameBy(List<String> urls) {
        history = List.copyOf(urls);
    }

    /** All header lines. */
    public Headers headers() {
        return headers;
    }

    /** The value of the first header line with this name, case ignored, or null. */
    public @Nullable String header(String name) {
        return headers.first(name);
    }

    /**
     * The body, while it arrives, and decompressed if it came compressed. Reading suspends, and is a checkpoint. It
     * throws {@link ClientTimeoutException} if nothing comes for {@link ClientTimeouts#read}, and
     * {@link dev.tuliptree.http.wire.ProtocolException} if the body is malformed or cut short.
     */
    public InputStream content() {
        return content;
    }

    /**
     * The header lines that came behind a body sent in chunks (RFC 9110, 6.5); empty if there were none. They are not
     * among the {@link #headers}, whatever they are called, and have the same limits. Some servers send them only to
     * those who say that they want them: {@link ClientRequest#acceptTrailers}.
     *
     * @throws IllegalStateException if the body was not read to its end
     */
    public Headers trailers() {
        HeaderBlock lines = received.trailers();
        return lines == null ? Headers.EMPTY : Headers.of(lines);
    }

    /**
     * The whole body; the same array each time. A checkpoint.
     *
     * @throws IOException as reading {@link #content} does, and if there are more than
     *     {@link ClientOptions#maxBodyBytes}
     */
    public byte[] bytes() throws IOException {
        if (bytes == null) {
            byte[] all = content.readNBytes(maxBodyBytes);
            if (content.read() >= 0) {
                throw new IOException("the body is larger than " + maxBodyBytes + " bytes");
            }
            bytes = all;
        }
        return bytes;
    }

    /**
     * The whole body as text, in the character set that its Content-Type names, or else in UTF-8. A checkpoint.
     *
     * @throws java.nio.charset.CharacterCodingException if that is not what it is encoded in
     * @throws java.io.UnsupportedEncodingException if the character set is unknown
     * @throws IOException as {@link #bytes} does
     */
    public String text() throws IOException {
        return TextBody.decode(bytes(), header("Content-Type"));
    }

    /**
     * What the JSON in the body stands for, read by Jackson 3, which must be present. Its Content-Type is not looked
     * at. A checkpoint.
     *
     * @param type what it is to be read as: a record, {@code Map.class}, {@code JsonNode.class}...
     * @throws IllegalStateException if Jackson is missing
     * @throws IOException as {@link #bytes} does, and if it is malformed, or stands for something else
     */
    public <T> T json(Class<T> type) throws IOException {
        return Json.decode(bytes(), type);
    }

    /**
     * Does without what was not read of the body. If that is little and comes soon, the connection can be used again;
     * otherwise it is closed. Idempotent. Suspends for a moment at most.
     */
    @Override
    public void close() {
        // What was not read is not decompressed either.
        received.finish();
        if (content != received) {
            try {
                content.close();
            } catch (IOException e) {
                // It had nothing to lose but memory.
            }
        }
    }

    @Override
    public String toString() {
        return "response with status " + status + " from " + url;
    }
}
