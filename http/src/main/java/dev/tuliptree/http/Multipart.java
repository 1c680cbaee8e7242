package dev.tuliptree.http;

import dev.tuliptree.http.stream.PieceInput;
import dev.tuliptree.http.wire.HeaderParameters;
import dev.tuliptree.http.wire.HttpLimits;
import dev.tuliptree.http.wire.MultipartParser;
import dev.tuliptree.http.wire.MultipartParser.Event;
import dev.tuliptree.http.wire.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A multipart body, part by part, while it arrives: see {@link Request#multipart}. Nothing is kept, so it may be as
 * long as the server lets bodies be.
 *
 * <pre>{@code
 * var parts = request.multipart();
 * for (var part = parts.next(); part != null; part = parts.next()) {
 *     part.content().transferTo(out);
 * }
 * }</pre>
 *
 * <p>Whatever is wrong with the body is a {@link ProtocolException}, which the client is told if the handler lets it
 * pass. Loop thread only.
 */
public final class Multipart {
    private static final int BUFFER = 16 * 1024;

    private final InputStream in;
    private final MultipartParser parser;
    private byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private @Nullable Part current;
    private boolean ended;

    /**
     * The parts of a body.
     *
     * @param in the body
     * @param contentType the value of its Content-Type header
     * @throws HttpException 415 if that is no multipart type
     * @throws ProtocolException if it is malformed
     */
    public Multipart(InputStream in, @Nullable String contentType, FormLimits limits) throws ProtocolException {
        this.in = in;
        HeaderParameters type = HeaderParameters.parse(contentType == null ? "" : contentType);
        String boundary = type.parameters().get("boundary");
        if (!type.value().startsWith("multipart/") || boundary == null) {
            throw new HttpException(415, "The body is not a multipart one.");
        }
        HttpLimits http = HttpLimits.DEFAULT
                .withMaxHeaderLine(limits.maxPartHeaderBytes())
                .withMaxHeaderBytes(limits.maxPartHeaderBytes())
                .withMaxHeaders(limits.maxPartHeaders());
        parser = new MultipartParser(boundary, http, limits.maxFields());
    }

    /**
     * The next part; what was not read of the one before is passed over. A checkpoint.
     *
     * @return null if there are no more
     * @throws IOException as reading the body does
     */
    public @Nullable Part next() throws IOException {
        if (current != null) {
            current.content.skipRest();
            current = null;
        }
        while (!ended) {
            switch (advance()) {
                case PART -> {
                    Part part = new Part(this);
                    current = part;
                    return part;
                }
                case END -> ended = true;
                case DATA, PART_END -> throw new IllegalStateException("between two parts there is nothing");
            }
        }
        return null;
    }

    private Event advance() throws IOException {
        while (true) {
            from += parser.feed(buffer, from, to);
            Event event = parser.event();
            if (event != null) {
                return event;
            }
            makeRoom();
            int count = in.read(buffer, to, buffer.length - to);
            if (count < 0) {
                parser.endOfInput();
                return Event.END;
            }
            to += count;
        }
    }

    private void makeRoom() {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        if (to == buffer.length) {
            // The headers of a part, whose limits the parser has seen to.
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
    }

    Headers headers() {
        return Headers.of(parser.headers());
    }

    Content newContent() {
        return new Content();
    }

    /** The data of one part. */
    final class Content extends PieceInput {
        private int left;
        private int at;
        private boolean over;

        @Override
        protected int readPiece(byte[] target, int offset, int length) throws IOException {
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, left);
            System.arraycopy(buffer, at, target, offset, count);
            at += count;
            left -= count;
            return count;
        }

        private boolean fill() throws IOException {
            while (left == 0 && !over) {
                switch (advance()) {
                    case DATA -> {
                        at = parser.dataOffset();
                        left = parser.dataLength();
                    }
                    case PART_END -> over = true;
                    case PART, END -> throw new ProtocolException(400, "The multipart body is cut short.");
                }
            }
            return left > 0;
        }

        void skipRest() throws IOException {
            while (fill()) {
                left = 0;
            }
        }

        @Override
        public int available() {
            return left;
        }
    }
}
