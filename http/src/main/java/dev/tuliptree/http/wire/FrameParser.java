package dev.tuliptree.http.wire;

import org.jspecify.annotations.Nullable;

/**
 * Reads WebSocket frames (RFC 6455, 5). Payloads come out in slices of the caller's array as they arrive, unmasked in
 * place; nothing is buffered. It also checks the order of frames, and all limits, from the headers alone.
 *
 * <p>Most callers want whole messages, and use {@link MessageAssembler}.
 *
 * <pre>{@code
 * from += parser.parse(bytes, from, to);
 * if (parser.hasFrame()) { ... opcode(), isFinal(), the slice payloadOffset() and payloadLength(), isFrameComplete() ... }
 * }</pre>
 */
public final class FrameParser {
    private static final int MAX_CONTROL_PAYLOAD = 125;
    private static final int LENGTH_IS_16_BITS = 126;

    private static final int COMPRESSED = 0x40;

    private final Role role;
    private final WebSocketLimits limits;
    private final boolean mayBeCompressed;

    // The header is gathered here, since it may arrive in pieces: two bytes, then the long length, then the key.
    private final byte[] header = new byte[14];
    private int headerSize;
    private int headerNeeds = 2;

    private @Nullable Opcode opcode;
    private boolean isFinal;
    private boolean isCompressed;
    private long length;
    private long position;
    private int maskKey;
    private int payloadOffset;
    private int payloadLength;

    private boolean insideMessage;
    private long messageBytes;
    private int fragments;
    private int controlFrames;
    private @Nullable WebSocketException failure;

    /** A parser for one connection on which we have this role. */
    public FrameParser(Role role, WebSocketLimits limits) {
        this(role, limits, false);
    }

    /**
     * A parser for one connection on which we have this role.
     *
     * @param mayBeCompressed whether the ends have agreed to compress messages (RFC 7692): {@link #isCompressed} says
     *     which ones are; a frame of such a message may then be a little larger than the limits say, because what
     *     cannot be compressed grows
     */
    public FrameParser(Role role, WebSocketLimits limits, boolean mayBeCompressed) {
        this.role = role;
        this.limits = limits;
        this.mayBeCompressed = mayBeCompressed;
    }

    /**
     * Reads on: to the end of the current frame, or to the end of the bytes. Stops behind each frame, so that no slice
     * is lost.
     *
     * @param bytes are unmasked in place
     * @return the number of bytes consumed, counted from {@code from}
     * @throws WebSocketException if the frame must be refused. Every further call throws the same again
     */
    public int parse(byte[] bytes, int from, int to) throws WebSocketException {
        if (failure != null) {
            throw failure;
        }
        int p = from;
        if (isFrameComplete()) {
            headerSize = 0;
            headerNeeds = 2;
        }
        payloadOffset = from;
        payloadLength = 0;
        while (headerSize < headerNeeds) {
            int count = Math.min(headerNeeds - headerSize, to - p);
            System.arraycopy(bytes, p, header, headerSize, count);
            headerSize += count;
            p += count;
            if (headerSize < headerNeeds) {
                return p - from;
            }
            try {
                readHeader();
            } catch (WebSocketException e) {
                failure = e;
                throw e;
            }
        }
        payloadOffset = p;
        payloadLength = (int) Math.min(length - position, to - p);
        if (role == Role.SERVER) {
            Masking.apply(bytes, p, p + payloadLength, maskKey, position);
        }
        position += payloadLength;
        return p + payloadLength - from;
    }

    /** Whether the last {@link #parse} got as far as the payload of a frame, be it empty. The others say which. */
    public boolean hasFrame() {
        return headerSize == headerNeeds;
    }

    /** Whether the last {@link #parse} reached the end of a frame. */
    public boolean isFrameComplete() {
        return hasFrame() && position == length;
    }

    /** Whether a frame or a fragmented message has begun and not ended. */
    public boolean isInsideMessage() {
        return insideMessage || (headerSize > 0 && !isFrameComplete());
    }

    /**
     * What the current frame is.
     *
     * @throws IllegalStateException unless {@link #hasFrame}
     */
    public Opcode opcode() {
        if (opcode == null || !hasFrame()) {
            throw new IllegalStateException("there is no frame");
        }
        return opcode;
    }

    /** Whether the current frame is the last or only one of its message. */
    public boolean isFinal() {
        return isFinal;
    }

    /** Whether the message that the last data frame belongs to is compressed (RFC 7692, 6). */
    public boolean isCompressed() {
        return isCompressed;
    }

    /** The number of payload bytes that the header of the current frame announced. */
    public long frameLength() {
        return length;
    }

    /** Where the payload bytes begin that the last {@link #parse} found, unmasked by now. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** How many payload bytes the last {@link #parse} found. */
    public int payloadLength() {
        return payloadLength;
    }

    private void readHeader() throws WebSocketException {
        if (headerSize == 2) {
            readFirstBytes();
            if (headerNeeds > 2) {
                return;
            }
        } else {
            readLength();
        }
        checkLimits();
        position = 0;
        if (role == Role.SERVER) {
            int at = headerSize - 4;
            maskKey = (header[at] & 0xff)
                    | (header[at + 1] & 0xff) << 8
                    | (header[at + 2] & 0xff) << 16
                    | (header[at + 3] & 0xff) << 24;
        }
    }

    private void readFirstBytes() throws WebSocketException {
        int first = header[0] & 0xff;
        opcode = Opcode.of(first & 0xf);
        boolean begins = opcode == Opcode.TEXT || opcode == Opcode.BINARY;
        if ((first & 0x70 & (mayBeCompressed && begins ? ~COMPRESSED : ~0)) != 0) {
            throw broken("A reserved bit is set, and no extension that was agreed on gives it a meaning here.");
        }
        if (opcode == null) {
            throw broken("The opcode " + (first & 0xf) + " is reserved.");
        }
        isFinal = (first & 0x80) != 0;
        if (begins) {
            isCompressed = (first & COMPRESSED) != 0;
        }
        boolean masked = (header[1] & 0x80) != 0;
        if (masked != (role == Role.SERVER)) {
            throw broken(masked ? "The server masked a frame." : "The client did not mask a frame.");
        }
        length = header[1] & 0x7f;
        if (opcode.isControl()) {
            if (!isFinal) {
                throw broken("A control frame is fragmented.");
            }
            if (length > MAX_CONTROL_PAYLOAD) {
                throw broken("A control frame is longer than 125 bytes.");
            }
        } else if ((opcode == Opcode.CONTINUATION) != insideMessage) {
            throw broken(
                    insideMessage
                            ? "A new message begins before the last one has ended."
                            : "There is no message that could be continued.");
        }
        int lengthBytes = length <= MAX_CONTROL_PAYLOAD ? 0 : length == LENGTH_IS_16_BITS ? 2 : 8;
        headerNeeds = 2 + lengthBytes + (masked ? 4 : 0);
    }

    private void readLength() throws WebSocketException {
        if (length == LENGTH_IS_16_BITS) {
            length = (header[2] & 0xffL) << 8 | (header[3] & 0xff);
            if (length <= MAX_CONTROL_PAYLOAD) {
                throw broken("A frame's length is not in its shortest form.");
            }
        } else if (length > LENGTH_IS_16_BITS) {
            length = 0;
            for (int i = 2; i < 10; i++) {
                length = length << 8 | (header[i] & 0xffL);
            }
            if (length < 0) {
                throw broken("A frame's length has its highest bit set.");
            }
            if (length <= 0xffff) {
                throw broken("A frame's length is not in its shortest form.");
            }
        }
    }

    private void checkLimits() throws WebSocketException {
        if (opcode().isControl()) {
            if (insideMessage && ++controlFrames > limits.maxControlFrames()) {
                throw tooMuch(CloseCode.POLICY_VIOLATION, "There are too many control frames inside a message.");
            }
            return;
        }
        if (!insideMessage) {
            messageBytes = 0;
            fragments = 0;
            controlFrames = 0;
        }
        insideMessage = !isFinal;
        if (length > allowance(limits.maxFrameBytes())) {
            throw tooMuch(CloseCode.TOO_BIG, "A frame is larger than " + limits.maxFrameBytes() + " bytes.");
        }
        messageBytes += length;
        if (messageBytes > allowance(limits.maxMessageBytes())) {
            throw tooMuch(CloseCode.TOO_BIG, "A message is larger than " + limits.maxMessageBytes() + " bytes.");
        }
        if (++fragments > limits.maxFragments()) {
            throw tooMuch(CloseCode.TOO_BIG, "A message has more than " + limits.maxFragments() + " frames.");
        }
    }

    /** What cannot be compressed grows by a few bytes in each block. The limit itself holds for what comes out. */
    private long allowance(int limit) {
        return isCompressed ? limit + (long) (limit / 8) + 64 : limit;
    }

    private static WebSocketException broken(String message) {
        return new WebSocketException(CloseCode.PROTOCOL_ERROR, message);
    }

    private static WebSocketException tooMuch(int code, String message) {
        return new WebSocketException(code, message);
    }
}
