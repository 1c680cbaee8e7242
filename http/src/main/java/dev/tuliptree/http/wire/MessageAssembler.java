package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a WebSocket connection into messages: joins fragments, lets control frames through between them,
 * and checks text while it arrives, so that bad UTF-8 fails before its message is complete (RFC 6455, 5.4, 5.5 and
 * 8.1). Compressed messages are decompressed while they arrive, so that what is too large fails before it is in memory.
 *
 * <pre>{@code
 * while (from < to) {
 *     from += assembler.feed(bytes, from, to);
 *     switch (assembler.event()) {
 *         case null -> {}                    // needs more bytes
 *         case MessageEvent.Text(var text) -> ...
 *     }
 * }
 * }</pre>
 */
public final class MessageAssembler {
    // What an idle connection may keep of the buffer that its last large message needed.
    private static final int RETAINED = 4096;

    private final FrameParser frames;
    private final int maxMessageBytes;
    private final @Nullable MessageInflater inflater;
    private final WireBuffer message = new WireBuffer(0);
    private final WireBuffer control = new WireBuffer(0);
    private final Utf8Validator utf8 = new Utf8Validator();
    private boolean isText;
    private boolean ended;
    private @Nullable MessageEvent event;

    /** An assembler for one connection on which we have this role. */
    public MessageAssembler(Role role, WebSocketLimits limits) {
        this(role, limits, null);
    }

    /**
     * An assembler for one connection on which we have this role.
     *
     * @param inflater decompresses what the ends have agreed to compress; null if they have not. Its owner closes it,
     *     and feeds nothing from then on
     */
    public MessageAssembler(Role role, WebSocketLimits limits, @Nullable MessageInflater inflater) {
        frames = new FrameParser(role, limits, inflater != null);
        maxMessageBytes = limits.maxMessageBytes();
        this.inflater = inflater;
    }

    /**
     * Consumes bytes until there is an event, or until none are left. After {@link MessageEvent.Close} and
     * {@link MessageEvent.Failure} it consumes all bytes and ignores them.
     *
     * @param bytes are unmasked in place
     * @return the number of bytes consumed, counted from {@code from}
     */
    public int feed(byte[] bytes, int from, int to) {
        event = null;
        if (ended) {
            return to - from;
        }
        int p = from;
        try {
            while (p < to && event == null) {
                p += frames.parse(bytes, p, to);
                if (frames.hasFrame()) {
                    take(bytes);
                }
            }
        } catch (WebSocketException e) {
            fail(e.closeCode(), e.getMessage());
        }
        return p - from;
    }

    /** The event that the last {@link #feed} led to, or null. */
    public @Nullable MessageEvent event() {
        return event;
    }

    /** Whether a frame or message has begun and not ended: if the peer stops here, it was cut short. */
    public boolean isInsideMessage() {
        return !ended && frames.isInsideMessage();
    }

    private void take(byte[] bytes) throws WebSocketException {
        int from = frames.payloadOffset();
        int to = from + frames.payloadLength();
        switch (frames.opcode()) {
            case TEXT -> {
                isText = true;
                data(bytes, from, to);
            }
            case BINARY -> {
                isText = false;
                data(bytes, from, to);
            }
            case CONTINUATION -> data(bytes, from, to);
            case CLOSE, PING, PONG -> control(bytes, from, to);
        }
    }

    private void data(byte[] bytes, int from, int to) throws WebSocketException {
        if (inflater != null && frames.isCompressed()) {
            compressed(inflater, bytes, from, to);
            return;
        }
        if (isText && !utf8.check(bytes, from, to)) {
            fail(CloseCode.INVALID_DATA, "A text message is not UTF-8.");
            return;
        }
        if (!frames.isFrameComplete() || !frames.isFinal()) {
            message.put(bytes, from, to - from);
            return;
        }
        if (isText && !utf8.isComplete()) {
            fail(CloseCode.INVALID_DATA, "A text message ends inside a character.");
            return;
        }
        // A message that came in one piece needs no buffer.
        if (message.isEmpty()) {
            event = message(bytes, from, to);
        } else {
            message.put(bytes, from, to - from);
            event = message(message.array(), 0, message.size());
            message.clear(RETAINED);
        }
        utf8.reset();
    }

    private void compressed(MessageInflater inflater, byte[] bytes, int from, int to) throws WebSocketException {
        int before = message.size();
        inflater.inflate(bytes, from, to, message, maxMessageBytes);
        boolean isEnd = frames.isFrameComplete() && frames.isFinal();
        if (isEnd) {
            inflater.endMessage(message, maxMessageBytes);
        }
        if (isText && !utf8.check(message.array(), before, message.size())) {
            fail(CloseCode.INVALID_DATA, "A text message is not UTF-8.");
        } else if (isEnd && isText && !utf8.isComplete()) {
            fail(CloseCode.INVALID_DATA, "A text message ends inside a character.");
        } else if (isEnd) {
            event = message(message.array(), 0, message.size());
            message.clear(RETAINED);
            utf8.reset();
        }
    }

    private MessageEvent message(byte[] bytes, int from, int to) {
        return isText
                ? new MessageEvent.Text(new String(bytes, from, to - from, UTF_8))
                : new MessageEvent.Binary(Arrays.copyOfRange(bytes, from, to));
    }

    private void control(byte[] bytes, int from, int to) {
        control.put(bytes, from, to - from);
        if (!frames.isFrameComplete()) {
            return;
        }
        byte[] payload = control.toByteArray();
        control.clear();
        switch (frames.opcode()) {
            case PING -> event = new MessageEvent.Ping(payload);
            case PONG -> event = new MessageEvent.Pong(payload);
            default -> close(payload);
        }
    }

    private void close(byte[] payload) {
        if (payload.length == 0) {
            end(new MessageEvent.Close(CloseCode.NO_STATUS, ""));
            return;
        }
        if (payload.length == 1) {
            fail(CloseCode.PROTOCOL_ERROR, "A close frame has half a code.");
            return;
        }
        int code = (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
        if (!CloseCode.isValidOnWire(code)) {
            fail(CloseCode.PROTOCOL_ERROR, "The close code " + code + " may not be sent.");
            return;
        }
        utf8.reset();
        if (!utf8.check(payload, 2, payload.length) || !utf8.isComplete()) {
            fail(CloseCode.INVALID_DATA, "The reason in a close frame is not UTF-8.");
            return;
        }
        end(new MessageEvent.Close(code, new String(payload, 2, payload.length - 2, UTF_8)));
    }

    private void fail(int code, @Nullable String reason) {
        end(new MessageEvent.Failure(code, reason == null ? "" : reason));
    }

    private void end(MessageEvent last) {
        ended = true;
        event = last;
        message.clear(0);
    }
}
