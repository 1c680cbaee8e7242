package dev.tuliptree.http.wire;

import org.jspecify.annotations.Nullable;

/** What a WebSocket frame is (RFC 6455, 5.2). */
public enum Opcode {
    /** More of the message that an earlier frame began. */
    CONTINUATION(0x0),
    /** A message of UTF-8 text, or its first frame. */
    TEXT(0x1),
    /** A message of bytes, or its first frame. */
    BINARY(0x2),
    /** The sender sends nothing after this. */
    CLOSE(0x8),
    /** To be answered with a pong of the same payload. */
    PING(0x9),
    /** The answer to a ping, or an unasked sign of life. */
    PONG(0xA);

    private static final @Nullable Opcode[] BY_CODE = new @Nullable Opcode[16];

    static {
        for (Opcode opcode : values()) {
            BY_CODE[opcode.code] = opcode;
        }
    }

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    int code() {
        return code;
    }

    /** Whether this is a control frame: short, never fragmented, allowed in the middle of a message (RFC 6455, 5.5). */
    public boolean isControl() {
        return code >= 0x8;
    }

    /** The opcode with this number, 0 to 15; null for the reserved ones. */
    static @Nullable Opcode of(int code) {
        return BY_CODE[code];
    }
}
