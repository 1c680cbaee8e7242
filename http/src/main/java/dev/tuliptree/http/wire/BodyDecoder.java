package dev.tuliptree.http.wire;

/**
 * Finds the bytes of one message body among the bytes of a connection (RFC 9112, 6 and 7). Body bytes are handed out as
 * slices of the caller's array; nothing behind the end of the message is touched.
 *
 * <pre>{@code
 * while (!body.isDone()) {
 *     if (from == to) { ... receive more; at the end of the stream call body.endOfInput() ... }
 *     from += body.decode(bytes, from, to);
 *     if (body.dataLength() > 0) { ... use bytes[body.dataOffset() ..] before they are overwritten ... }
 * }
 * }</pre>
 */
public abstract sealed class BodyDecoder permits EmptyBody, LengthBody, ChunkedBody, UntilCloseBody {
    private int dataOffset;
    private int dataLength;
    private long received;

    BodyDecoder() {}

    /**
     * Consumes bytes until one slice of the body was found, the body ended, or none are left. Consumes at least one
     * byte if there is one and the body has not ended, and none once it has.
     *
     * @return the number of bytes consumed, counted from {@code from}
     * @throws ProtocolException if the framing is broken; where the message ends is then unknown, so the connection
     *     must be closed, and the decoder must not be used again
     */
    public abstract int decode(byte[] bytes, int from, int to) throws ProtocolException;

    /** Whether the whole body, including any trailers, has been consumed. True from the start if there is no body. */
    public abstract boolean isDone();

    /**
     * Says that the peer will send nothing more.
     *
     * @throws ProtocolException if the body is incomplete
     */
    public abstract void endOfInput() throws ProtocolException;

    /** Where the slice found by the last {@link #decode} begins. */
    public final int dataOffset() {
        return dataOffset;
    }

    /** The length of the slice found by the last {@link #decode}; 0 if it found none. */
    public final int dataLength() {
        return dataLength;
    }

    /** The bytes of all slices so far, for whoever limits the size of a body. */
    public final long received() {
        return received;
    }

    final void found(int offset, int length) {
        dataOffset = offset;
        dataLength = length;
        received += length;
    }
}
