package dev.tuliptree.http.wire;

import org.jspecify.annotations.Nullable;

/**
 * A start line and its header section, checked: what they say about the message's end and about the connection is
 * consistent and safe to act upon.
 *
 * <p><b>Lifetime.</b> A head is a view of the bytes that were parsed, and its parser uses the same object again. It is
 * valid until the parser's next call, and until those bytes are overwritten; {@link #detach} lifts the second
 * condition. Strings taken from it are good for ever.
 */
public abstract sealed class MessageHead permits RequestHead, ResponseHead {
    final HeaderBlock headers = new HeaderBlock();
    final Framing framing = new Framing();

    byte[] bytes = new byte[0];
    int base;
    int length;
    int minorVersion;

    private byte[] own = new byte[0];

    MessageHead() {}

    /**
     * The number of bytes that the head took, from the offset given to the parser to behind its empty line. The bytes
     * that follow are the body's, or the next message's.
     */
    public int length() {
        return length;
    }

    /** 0 for HTTP/1.0; 1 for HTTP/1.1, and for later 1.x, which are to be treated as 1.1 (RFC 9110, 2.5). */
    public int minorVersion() {
        return minorVersion;
    }

    /** The header lines. They live as long as this head. */
    public HeaderBlock headers() {
        return headers;
    }

    /** The value of the first header line with this name, case ignored, or null. Shorthand for the header block's. */
    public @Nullable String header(String name) {
        return headers.first(name);
    }

    /** The value of Content-Length; -1 if there is none. */
    public long contentLength() {
        return framing.contentLength;
    }

    /** Whether the body is sent in chunks (RFC 9112, 7.1). */
    public boolean isChunked() {
        return framing.chunked;
    }

    /** Whether the sender wants to use the connection for another message after this one (RFC 9112, 9.3). */
    public boolean keepAlive() {
        return framing.persists(minorVersion);
    }

    /** The Upgrade header, if Connection names it too, as it must to mean anything (RFC 9110, 7.8); else null. */
    public @Nullable String upgrade() {
        return framing.connectionUpgrade && framing.upgrades ? headers.first("upgrade") : null;
    }

    /** Whether Connection and Upgrade together ask for, or agree to, the WebSocket protocol (RFC 6455, 4). */
    public boolean isWebSocketUpgrade() {
        return framing.connectionUpgrade && framing.upgrades && headers.hasToken("upgrade", "websocket");
    }

    /**
     * Copies the head's bytes into an array of its own, kept for the next use, so that the array that was parsed may be
     * overwritten: for instance because the coroutine is about to suspend and others read into the same buffer.
     */
    public void detach() {
        if (own.length < length) {
            own = new byte[Math.max(512, Integer.highestOneBit(length) << 1)];
        } else if (own.length > 16 * 1024 && length < 1024) {
            // One large head is no reason to hold its memory for the rest of the connection.
            own = new byte[1024];
        }
        System.arraycopy(bytes, base, own, 0, length);
        attach(own, 0);
    }

    final void attach(byte[] source, int offset) {
        bytes = source;
        base = offset;
        headers.attach(source, offset);
    }
}
