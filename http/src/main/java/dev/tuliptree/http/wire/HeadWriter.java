package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Writes header lines and the empty line behind them into a {@link WireBuffer}. A refused name or value leaves the
 * buffer as it was before the call. Which headers make sense together, and that none is written twice, is the caller's
 * part.
 */
public abstract sealed class HeadWriter permits RequestWriter, ResponseWriter {
    private static final byte[] CRLF = ascii("\r\n");
    private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
    private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
    private static final byte[] UPGRADE = ascii("Connection: Upgrade\r\n");

    final WireBuffer out;

    HeadWriter(WireBuffer out) {
        this.out = out;
    }

    /** The buffer that this writes to. */
    public final WireBuffer out() {
        return out;
    }

    /**
     * Writes a header line.
     *
     * @throws IllegalArgumentException if the name is not a token, or the value contains a control character other than
     *     a tab, or a character beyond Latin-1
     */
    public final void header(String name, String value) {
        int start = out.size();
        if (!putToken(name)) {
            out.truncate(start);
            FieldSyntax.checkName(name);
        }
        out.put((byte) ':');
        out.put((byte) ' ');
        value(value, start);
    }

    /**
     * Writes a header line.
     *
     * @throws IllegalArgumentException if the value cannot be a header's
     */
    public final void header(HeaderName name, String value) {
        int start = out.size();
        out.put(name.encoded());
        value(value, start);
    }

    /** Writes a header line that was made before. */
    public final void header(EncodedHeader header) {
        out.put(header.line());
    }

    /**
     * Writes Content-Length.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public final void contentLength(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a body cannot have " + bytes + " bytes");
        }
        out.put(CONTENT_LENGTH);
        out.putDecimal(bytes);
        out.put(CRLF);
    }

    /** Writes {@code Transfer-Encoding: chunked}. Only for peers that speak HTTP/1.1. */
    public final void chunked() {
        out.put(CHUNKED);
    }

    /** Writes {@code Connection: close}. */
    public final void connectionClose() {
        out.put(CLOSE);
    }

    /** Writes {@code Connection: keep-alive}, which only HTTP/1.0 needs to hear. */
    public final void connectionKeepAlive() {
        out.put(KEEP_ALIVE);
    }

    /** Writes {@code Connection: Upgrade}. */
    public final void connectionUpgrade() {
        out.put(UPGRADE);
    }

    /** Writes the empty line that ends the head. */
    public final void end() {
        out.put(CRLF);
    }

    private void value(String value, int start) {
        if (!putValue(value)) {
            out.truncate(start);
            FieldSyntax.checkValue(value);
        }
        out.put(CRLF);
    }

    /** Writes the text, checking it on the way; if it is no token, writes some of it and returns false. */
    final boolean putToken(String text) {
        int length = text.length();
        out.ensure(length);
        byte[] bytes = out.array();
        int at = out.size();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > 0xff || !Bytes.TOKEN[c]) {
                return false;
            }
            bytes[at + i] = (byte) c;
        }
        out.advance(length);
        return length > 0;
    }

    /** Likewise for a header's value or a reason phrase. */
    final boolean putValue(String text) {
        int length = text.length();
        out.ensure(length);
        byte[] bytes = out.array();
        int at = out.size();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!FieldSyntax.isValueChar(c)) {
                return false;
            }
            bytes[at + i] = (byte) c;
        }
        out.advance(length);
        return true;
    }

    static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
