package dev.tuliptree.http.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Frames the bytes of one body that goes out, and holds the writer to what its head announced.
 *
 * <p>Call {@link #write} as often as there is something, then {@link #end} once.
 */
public abstract sealed class BodyEncoder {
    private boolean ended;

    private BodyEncoder() {}

    /**
     * For a message without a body (see {@link HttpStatus#hasBody}): bytes written to it are dropped, as HEAD needs it.
     */
    public static BodyEncoder none() {
        return new None();
    }

    /**
     * For a head with this Content-Length.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static BodyEncoder length(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a body cannot have " + bytes + " bytes");
        }
        return new Length(bytes);
    }

    /** For a head with {@code Transfer-Encoding: chunked}: each write becomes one chunk. */
    public static Chunked chunked() {
        return new Chunked();
    }

    /** For a response that ends when the connection does, which is what HTTP/1.0 clients get for unknown lengths. */
    public static BodyEncoder untilClose() {
        return new UntilClose();
    }

    /**
     * Writes part of the body. Nothing happens if it is empty: an empty chunk would end a chunked body.
     *
     * @throws IllegalStateException if the body was ended, or would get longer than its head announced; nothing has
     *     been written then
     */
    public final void write(WireBuffer out, byte[] bytes, int offset, int length) {
        if (ended) {
            throw new IllegalStateException("the body has ended");
        }
        if (length > 0) {
            put(out, bytes, offset, length);
        }
    }

    /**
     * Whether the bytes of the body go out as they are, with nothing in between, so that they need not come through
     * here: see {@link #pass}.
     */
    public boolean isPlain() {
        return true;
    }

    /**
     * Counts part of the body that is sent without coming through here.
     *
     * @throws IllegalStateException if the body was ended, would get longer than its head announced, or is not plain
     */
    public final void pass(long count) {
        if (ended || !isPlain()) {
            throw new IllegalStateException(ended ? "the body has ended" : "the body is sent in chunks");
        }
        count(count);
    }

    /**
     * Ends the body. Does nothing the second time.
     *
     * @throws IllegalStateException if it is shorter than its head announced; the connection must then be closed, since
     *     the peer would take the next message for the rest
     */
    public final void end(WireBuffer out) {
        if (!ended) {
            ended = true;
            finish(out);
        }
    }

    /** Whether {@link #end} was called. */
    public final boolean isEnded() {
        return ended;
    }

    /** Sees whether there may be so many bytes more. */
    void count(long length) {}

    abstract void put(WireBuffer out, byte[] bytes, int offset, int length);

    abstract void finish(WireBuffer out);

    private static final class None extends BodyEncoder {
        @Override
        void put(WireBuffer out, byte[] bytes, int offset, int length) {}

        @Override
        void finish(WireBuffer out) {}
    }

    private static final class UntilClose extends BodyEncoder {
        @Override
        void put(WireBuffer out, byte[] bytes, int offset, int length) {
            out.put(bytes, offset, length);
        }

        @Override
        void finish(WireBuffer out) {}
    }

    private static final class Length extends BodyEncoder {
        private long remaining;

        Length(long length) {
            remaining = length;
        }

        @Override
        void count(long length) {
            if (length > remaining) {
                throw new IllegalStateException(
                        "the body has " + (length - remaining) + " bytes more than Content-Length said");
            }
            remaining -= length;
        }

        @Override
        void put(WireBuffer out, byte[] bytes, int offset, int length) {
            count(length);
            out.put(bytes, offset, length);
        }

        @Override
        void finish(WireBuffer out) {
            if (remaining > 0) {
                throw new IllegalStateException("the body has " + remaining + " bytes less than Content-Length said");
            }
        }
    }

    /** Chunks (RFC 9112, 7.1). */
    public static final class Chunked extends BodyEncoder {
        private static final byte[] CRLF = {'\r', '\n'};
        private static final byte[] LAST_CHUNK = {'0', '\r', '\n'};

        private final List<EncodedHeader> trailers = new ArrayList<>(0);

        private Chunked() {}

        /**
         * Adds a header line to be sent behind the body, for what is known only then, such as a checksum.
         *
         * @throws IllegalArgumentException if the name or value is malformed, or the header cannot come late: see
         *     {@link TrailerNames}
         * @throws IllegalStateException if the body was ended
         */
        public void trailer(String name, String value) {
            TrailerNames.check(name);
            if (isEnded()) {
                throw new IllegalStateException("the body has ended");
            }
            trailers.add(EncodedHeader.of(name, value));
        }

        @Override
        public boolean isPlain() {
            return false;
        }

        @Override
        void put(WireBuffer out, byte[] bytes, int offset, int length) {
            out.putHex(length);
            out.put(CRLF);
            out.put(bytes, offset, length);
            out.put(CRLF);
        }

        @Override
        void finish(WireBuffer out) {
            out.put(LAST_CHUNK);
            for (EncodedHeader trailer : trailers) {
                out.put(trailer.line());
            }
            out.put(CRLF);
        }
    }
}
