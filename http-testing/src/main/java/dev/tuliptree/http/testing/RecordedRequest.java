package dev.tuliptree.http.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.http.Headers;
import java.util.Arrays;
import java.util.Objects;

/** A request as a {@link MockServer} received it, whole. Immutable. */
public final class RecordedRequest {
    private final String method;
    private final String target;
    private final Headers headers;
    private final byte[] body;

    RecordedRequest(String method, String target, Headers headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
    }

    /** The method, to the letter. */
    public String method() {
        return method;
    }

    /** The path and query as they were sent, percent-encoded. */
    public String target() {
        return target;
    }

    /** All header lines. */
    public Headers headers() {
        return headers;
    }

    /** The body, without the coding of its transfer. A copy. */
    public byte[] bytes() {
        return body.clone();
    }

    /** The body, read as UTF-8. */
    public String text() {
        return new String(body, UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordedRequest that
                && method.equals(that.method)
                && target.equals(that.target)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, target, headers, Arrays.hashCode(body));
    }

    /** The request line, and how long the body is if there is one. */
    @Override
    public String toString() {
        return method + " " + target + (body.length == 0 ? "" : ", with a body of " + body.length + " bytes");
    }
}
