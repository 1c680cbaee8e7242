package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Writes WebSocket frames into a {@link WireBuffer}: unmasked as a server, masked as a client (RFC 6455, 5). A message
 * may be written in one frame, or in several with {@link #frame}; their order is the caller's part.
 */
public final class FrameWriter {
    private static final byte[] NOTHING = new byte[0];

    private final WireBuffer out;
    private final @Nullable RandomGenerator random;

    private FrameWriter(WireBuffer out, @Nullable RandomGenerator random) {
        this.out = out;
        this.random = random;
    }

    /** A writer for the server's end. */
    public static FrameWriter server(WireBuffer out) {
        return new FrameWriter(out, null);
    }

    /**
     * A writer for the client's end.
     *
     * @param random where masking keys come from; outside of tests a {@link java.security.SecureRandom}, because a page
     *     that can foresee the key chooses the bytes on the wire (RFC 6455, 10.3)
     */
    public static FrameWriter client(WireBuffer out, RandomGenerator random) {
        return new FrameWriter(out, random);
    }

    /** Writes a text message. Unpaired surrogates become question marks. */
    public void text(String text) {
        byte[] payload = text.getBytes(UTF_8);
        frame(Opcode.TEXT, true, payload, 0, payload.length);
    }

    /** Writes a binary message. */
    public void binary(byte[] payload) {
        frame(Opcode.BINARY, true, payload, 0, payload.length);
    }

    /**
     * Writes a ping.
     *
     * @throws IllegalArgumentException if the payload has more than 125 bytes
     */
    public void ping(byte[] payload) {
        frame(Opcode.PING, true, payload, 0, payload.length);
    }

    /**
     * Writes a pong.
     *
     * @throws IllegalArgumentException if the payload has more than 125 bytes
     */
    public void pong(byte[] payload) {
        frame(Opcode.PONG, true, payload, 0, payload.length);
    }

    /**
     * Writes a close frame. No frame may follow it.
     *
     * @param code what {@link CloseCode#isValidOnWire} allows, or {@link CloseCode#NO_STATUS} for a frame without a
     *     code
     * @throws IllegalArgumentException if the code may not be sent, the reason has more than
     *     {@value CloseCode#MAX_REASON_BYTES} bytes of UTF-8, or there is a reason but no code
     */
    public void close(int code, String reason) {
        if (code == CloseCode.NO_STATUS && reason.isEmpty()) {
            frame(Opcode.CLOSE, true, NOTHING, 0, 0);
            return;
        }
        if (!CloseCode.isValidOnWire(code)) {
            throw new IllegalArgumentException("not a close code that may be sent: " + code);
        }
        byte[] bytes = CloseCode.encodeReason(reason);
        byte[] payload = new byte[2 + bytes.length];
        payload[0] = (byte) (code >>> 8);
        payload[1] = (byte) code;
        System.arraycopy(bytes, 0, payload, 2, bytes.length);
        frame(Opcode.CLOSE, true, payload, 0, payload.length);
    }

    /**
     * Writes a message that was compressed in one frame (RFC 7692, 6).
     *
     * @param opcode {@link Opcode#TEXT} or {@link Opcode#BINARY}
     * @param payload what {@link MessageDeflater#deflate} made of it
     */
    public void compressed(Opcode opcode, WireBuffer payload) {
        frame(0xc0 | opcode.code(), payload.array(), 0, payload.size());
    }

    /**
     * Writes one frame. The payload itself is not changed by masking.
     *
     * @param isFinal whether the message ends with this frame
     * @throws IllegalArgumentException if it is a control frame that has more than 125 bytes or is not final
     */
    public void frame(Opcode opcode, boolean isFinal, byte[] payload, int offset, int length) {
        if (opcode.isControl() && (length > 125 || !isFinal)) {
            throw new IllegalArgumentException("a control frame is one frame of at most 125 bytes");
        }
        frame(opcode.code() | (isFinal ? 0x80 : 0), payload, offset, length);
    }

    private void frame(int firstByte, byte[] payload, int offset, int length) {
        int maskBit = random == null ? 0 : 0x80;
        out.ensure(14 + length);
        out.put((byte) firstByte);
        if (length <= 125) {
            out.put((byte) (maskBit | length));
        } else if (length <= 0xffff) {
            out.put((byte) (maskBit | 126));
            out.putShort(length);
        } else {
            out.put((byte) (maskBit | 127));
            out.putLong(length);
        }
        if (random == null) {
            out.put(payload, offset, length);
            return;
        }
        int key = random.nextInt();
        out.putInt(Integer.reverseBytes(key));
        int start = out.size();
        out.put(payload, offset, length);
        Masking.apply(out.array(), start, out.size(), key, 0);
    }
}
