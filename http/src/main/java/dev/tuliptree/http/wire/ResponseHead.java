package dev.tuliptree.http.wire;

/** The head of a response, as {@link ResponseParser} found it. For its lifetime see {@link MessageHead}. */
public final class ResponseHead extends MessageHead {
    int status;
    int reasonOffset;
    int reasonLength;

    ResponseHead() {}

    /** The status code, 100 to 999. */
    public int status() {
        return status;
    }

    /** The reason phrase, maybe empty. It means nothing to a program. */
    public String reason() {
        return Bytes.string(bytes, base + reasonOffset, reasonLength);
    }

    /**
     * Whether another, final response to the same request follows this one. Not true of 101, after which the connection
     * speaks another protocol.
     */
    public boolean isInterim() {
        return HttpStatus.isInformational(status) && status != 101;
    }

    /**
     * Whether the body ends only when the server closes the connection, so that it cannot be used again.
     *
     * @param requestMethod the method of the request that this answers
     */
    public boolean endsWithConnection(String requestMethod) {
        return HttpStatus.hasBody(requestMethod, status)
                && !framing.chunked
                && framing.contentLength == Framing.NO_LENGTH;
    }

    /**
     * A new decoder for this response's body (RFC 9112, 6.3). It stays valid when this head does not.
     *
     * @param requestMethod the method of the request that this answers, on which it depends whether there is a body
     */
    public BodyDecoder bodyDecoder(String requestMethod, HttpLimits limits) {
        if (!HttpStatus.hasBody(requestMethod, status)) {
            return EmptyBody.INSTANCE;
        }
        if (framing.chunked) {
            return ChunkedBody.ofResponse(limits);
        }
        if (framing.contentLength == Framing.NO_LENGTH) {
            return new UntilCloseBody();
        }
        return framing.contentLength == 0 ? EmptyBody.INSTANCE : LengthBody.ofResponse(framing.contentLength);
    }

    void complete(byte[] source, int offset, int size) throws ProtocolException {
        length = size;
        attach(source, offset);
        framing.read(headers, minorVersion, 502);
    }
}
