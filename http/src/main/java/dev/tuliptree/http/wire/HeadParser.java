package dev.tuliptree.http.wire;

import org.jspecify.annotations.Nullable;

/**
 * Reads heads off a connection, one after the other, into one object.
 *
 * <p>A head that arrived whole is read in one pass and nothing is copied. One that did not is read on where the bytes
 * ran out: keep what arrived, append what arrives next, call again. Only positions relative to the head are remembered,
 * so the bytes may have moved meanwhile.
 *
 * <pre>{@code
 * RequestHead head = parser.parse(bytes, from, to - from);
 * if (head == null) { ... receive more behind to, then try again ... }
 * from += head.length();
 * }</pre>
 *
 * @param <H> the type of the heads
 */
public abstract sealed class HeadParser<H extends MessageHead> permits RequestParser, ResponseParser {
    final HttpLimits limits;
    final H head;
    final FieldParser fields;

    private @Nullable ProtocolException failure;

    HeadParser(HttpLimits limits, H head, FieldParser fields) {
        this.limits = limits;
        this.head = head;
        this.fields = fields;
    }

    /**
     * Reads on in the current head, or begins the next one if the last call returned one.
     *
     * @param bytes holds the head from its first byte on; written to only where a header line of a response is folded
     * @param offset where the head begins
     * @param length how many bytes there are from {@code offset} on; at least as many as in the last call that returned
     *     null
     * @return the head, valid until the next call; or null if it is not complete yet
     * @throws ProtocolException if the message is malformed, exceeds the limits, or must be refused. Every further call
     *     throws the same again: what follows a broken head is never parsed
     */
    public final @Nullable H parse(byte[] bytes, int offset, int length) throws ProtocolException {
        if (failure != null) {
            throw failure;
        }
        try {
            return advance(bytes, offset, offset + length) ? head : null;
        } catch (ProtocolException e) {
            failure = e;
            throw e;
        }
    }

    /** Reads on from where it was; true if the head is complete. */
    abstract boolean advance(byte[] bytes, int base, int end) throws ProtocolException;

    /** Whether part of a head has been seen: if the peer stops here, the message was cut short. */
    public abstract boolean isInsideHead();
}
