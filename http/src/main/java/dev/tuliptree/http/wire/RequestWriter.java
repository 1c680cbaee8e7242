package dev.tuliptree.http.wire;

/**
 * Writes request heads (RFC 9112, 3). Call {@link #requestLine} first, then any headers, Host before others, then
 * {@link #end}; then write the body with a {@link BodyEncoder}. It has no state but its buffer.
 */
public final class RequestWriter extends HeadWriter {
    private static final byte[] VERSION = ascii(" HTTP/1.1\r\n");

    /** A writer into this buffer. */
    public RequestWriter(WireBuffer out) {
        super(out);
    }

    /**
     * Writes the request line.
     *
     * @param method a token, in the case it is to be sent in
     * @param target the target, percent-encoded already
     * @throws IllegalArgumentException if the method is not a token, or the target is empty or contains a {@code #} or
     *     anything but visible ASCII
     */
    public void requestLine(String method, String target) {
        FieldSyntax.checkMethod(method);
        FieldSyntax.checkTarget(target);
        out.putLatin1(method);
        out.put((byte) ' ');
        out.putLatin1(target);
        out.put(VERSION);
    }
}
