package dev.tuliptree.http.wire;

import org.jspecify.annotations.Nullable;

/** The head of a request, as {@link RequestParser} found it. For its lifetime see {@link MessageHead}. */
public final class RequestHead extends MessageHead {
    final RequestTarget target = new RequestTarget();
    String method = "";

    private @Nullable String host;

    RequestHead() {}

    /** The method, in the case it was sent in: {@code GET} and {@code get} are different methods (RFC 9110, 9.1). */
    public String method() {
        return method;
    }

    /** The request target as sent: visible ASCII, not decoded, never empty. */
    public String target() {
        return target.target(bytes, base);
    }

    /** Which of its four shapes the target has. */
    public TargetForm targetForm() {
        return target.form;
    }

    /**
     * The path of the target, not decoded: {@code "/"} if an absolute target has none, {@code "*"} in asterisk form,
     * empty in authority form. Split it at slashes before decoding the segments with {@link PercentCoding}, or
     * {@code %2F} passes for a separator.
     */
    public String rawPath() {
        return target.path(bytes, base);
    }

    /** What follows the first question mark of the target, not decoded, maybe empty; null if there is none. */
    public @Nullable String rawQuery() {
        return target.query(bytes, base);
    }

    /**
     * The {@code host} or {@code host:port} that the request is for: of an absolute or authority-form target if there
     * is one (RFC 9112, 3.2.2), else the Host header. It is well-formed, but the client's word only. Null for HTTP/1.0
     * without Host.
     */
    public @Nullable String host() {
        if (host == null) {
            if (target.authorityLength > 0) {
                host = Bytes.string(bytes, base + target.authorityOffset, target.authorityLength);
            } else if (framing.hosts > 0) {
                host = headers.value(framing.host);
            }
        }
        return host;
    }

    /** Whether a body follows. A request without Content-Length and Transfer-Encoding has none (RFC 9112, 6.3). */
    public boolean hasBody() {
        return framing.chunked || framing.contentLength > 0;
    }

    /**
     * Whether the client waits for {@code 100 Continue} before it sends its body (RFC 9110, 10.1.1). If the final
     * response comes first instead, the client may or may not send the body, so it must be read, or the connection
     * closed.
     */
    public boolean expectContinue() {
        return framing.expects && minorVersion >= 1 && hasBody();
    }

    /** A new decoder for this request's body. It stays valid when this head does not. */
    public BodyDecoder bodyDecoder(HttpLimits limits) {
        if (framing.chunked) {
            return ChunkedBody.ofRequest(limits);
        }
        return framing.contentLength > 0 ? LengthBody.ofRequest(framing.contentLength) : EmptyBody.INSTANCE;
    }

    void complete(byte[] source, int offset, int size) throws ProtocolException {
        length = size;
        host = null;
        attach(source, offset);
        framing.read(headers, minorVersion, 400);
        checkHost();
        if (framing.expects && !headers.valueIs(framing.expect, "100-continue")) {
            throw new ProtocolException(417, "The only expectation that can be met is 100-continue.");
        }
    }

    private void checkHost() throws ProtocolException {
        if (framing.hosts > 1) {
            throw bad("There is more than one Host header.");
        }
        if (framing.hosts == 0) {
            if (minorVersion >= 1) {
                throw bad("There is no Host header.");
            }
            return;
        }
        int at = headers.valueOffset(framing.host);
        int size = headers.valueLength(framing.host);
        if (!Authority.isValid(bytes, at, size)) {
            throw bad("The Host header is malformed.");
        }
        // A reader who trusts the one and a reader who trusts the other must not end up at different hosts.
        if (target.form == TargetForm.ABSOLUTE
                && !Authority.same(
                        bytes,
                        at,
                        size,
                        bytes,
                        base + target.authorityOffset,
                        target.authorityLength,
                        target.defaultPort)) {
            throw bad("The Host header disagrees with the request target.");
        }
    }

    private static ProtocolException bad(String message) {
        return new ProtocolException(400, message);
    }
}
