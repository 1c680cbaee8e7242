package dev.tuliptree.http.wire;

/**
 * Writes response heads (RFC 9112, 4). Call {@link #status} first, then any headers, then {@link #end}; then write the
 * body with a {@link BodyEncoder}. It has no state but its buffer, so one serves for all responses of a connection.
 */
public final class ResponseWriter extends HeadWriter {
    private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
    private static final byte[] VERSION = ascii("HTTP/1.1 ");

    /** A writer into this buffer. */
    public ResponseWriter(WireBuffer out) {
        super(out);
    }

    /**
     * Writes the status line with the standard reason phrase. Its version is always HTTP/1.1, also in answers to
     * HTTP/1.0: it tells what we speak, not what we heard (RFC 9110, 6.2).
     *
     * @throws IllegalArgumentException if the status is not in 100 to 999
     */
    public void status(int status) {
        out.put(HttpStatus.line(status));
    }

    /**
     * Writes the status line with a reason phrase of the caller's. Clients ignore it.
     *
     * @throws IllegalArgumentException if the status is not in 100 to 999, or the phrase cannot be a header's value
     *     either
     */
    public void status(int status, String reason) {
        HttpStatus.check(status);
        FieldSyntax.checkValue(reason);
        out.put(VERSION);
        out.putDecimal(status);
        out.put((byte) ' ');
        out.putLatin1(reason);
        out.put((byte) '\r');
        out.put((byte) '\n');
    }

    /**
     * Writes the Date header.
     *
     * @param epochSecond the time, in seconds since 1970 UTC
     */
    public void date(DateHeader date, long epochSecond) {
        out.put(date.line(epochSecond));
    }

    /** Writes the whole interim response that lets a client with {@code Expect: 100-continue} send its body. */
    public void continueResponse() {
        out.put(CONTINUE);
    }
}
