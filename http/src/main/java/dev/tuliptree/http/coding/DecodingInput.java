package dev.tuliptree.http.coding;

import dev.tuliptree.http.stream.PieceInput;
import dev.tuliptree.http.wire.ProtocolException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A body decoded by somebody else's decoder, which is not let near its end, nor beyond a limit. */
final class DecodingInput extends PieceInput {
    /** Makes the decoder, which may read already. */
    interface Decoder {
        InputStream of(InputStream body) throws IOException;
    }

    /** The body: what goes wrong in it is not the decoder's fault, and it is not the decoder's to close. */
    private static final class Body extends FilterInputStream {
        @Nullable
        IOException failure;

        private int first = -1;

        Body(InputStream in) {
            super(in);
        }

        /** Whether there is nothing at all, as in the answer to a HEAD request. */
        boolean isEmpty() throws IOException {
            first = read();
            return first < 0;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (first >= 0 && length > 0) {
                target[offset] = (byte) first;
                first = -1;
                return 1;
            }
            try {
                return in.read(target, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public void close() {}
    }

    private final Body body;
    private final Decoder factory;
    private final long limit;
    private @Nullable InputStream decoder;
    private long total;
    private boolean ended;

    DecodingInput(InputStream body, Decoder factory, long limit) {
        this.body = new Body(body);
        this.factory = factory;
        this.limit = limit;
    }

    @Override
    protected int readPiece(byte[] target, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        int count = decode(target, offset, length);
        if (count < 0) {
            ended = true;
            close();
            // This also lets the body know that it was read to its end.
            if (body.read() >= 0) {
                throw malformed(null);
            }
            return -1;
        }
        total += count;
        if (total > limit) {
            throw new IOException("the body is larger than " + limit + " bytes when it is decompressed");
        }
        return count;
    }

    private int decode(byte[] target, int offset, int length) throws IOException {
        try {
            if (decoder == null && body.isEmpty()) {
                return -1;
            }
            if (decoder == null) {
                decoder = factory.of(body);
            }
            return decoder.read(target, offset, length);
        } catch (IOException e) {
            throw body.failure == null ? malformed(e) : body.failure;
        }
    }

    private static ProtocolException malformed(@Nullable IOException cause) {
        ProtocolException fault = new ProtocolException(502, "The compressed body is malformed or cut short.");
        fault.initCause(cause);
        return fault;
    }

    /** Gives up the memory of the decoder. Idempotent. */
    @Override
    public void close() throws IOException {
        if (decoder != null) {
            decoder.close();
        }
    }
}
