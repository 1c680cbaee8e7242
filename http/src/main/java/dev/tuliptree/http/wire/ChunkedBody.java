package dev.tuliptree.http.wire;

import org.jspecify.annotations.Nullable;

/**
 * A body sent in chunks, with the trailers behind it (RFC 9112, 7.1). As strict as it can be: a size is one to sixteen
 * hexadecimal digits, every line ends in CRLF, and so does the data of every chunk. Limits on extensions, on the number
 * of small chunks and on trailers are in {@link HttpLimits}.
 */
public final class ChunkedBody extends BodyDecoder {
    private enum State {
        SIZE,
        EXTENSIONS,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILERS,
        DONE
    }

    private static final int MAX_DIGITS = 16;

    private final HttpLimits limits;
    private final boolean ofRequest;
    private final int faultStatus;
    private final ChunkExtensions extensions = new ChunkExtensions();

    private State state = State.SIZE;
    private long size;
    private int digits;
    private int lineLength;
    private int extensionBytes;
    private long chunks;
    private long announced;
    private @Nullable TrailerBuffer trailers;

    private ChunkedBody(HttpLimits limits, boolean ofRequest) {
        this.limits = limits;
        this.ofRequest = ofRequest;
        this.faultStatus = ofRequest ? 400 : 502;
    }

    static ChunkedBody ofRequest(HttpLimits limits) {
        return new ChunkedBody(limits, true);
    }

    static ChunkedBody ofResponse(HttpLimits limits) {
        return new ChunkedBody(limits, false);
    }

    /**
     * The trailers, once {@link #isDone}; null if there are none. They are what the peer says after the fact, and must
     * not be merged into the header section (RFC 9110, 6.5.1).
     */
    public @Nullable HeaderBlock trailers() {
        return state == State.DONE && trailers != null ? trailers.lines() : null;
    }

    @Override
    public boolean isDone() {
        return state == State.DONE;
    }

    @Override
    public void endOfInput() throws ProtocolException {
        if (state != State.DONE) {
            throw fault("The body ended before its last chunk.");
        }
    }

    @Override
    public int decode(byte[] bytes, int from, int to) throws ProtocolException {
        found(from, 0);
        int p = from;
        while (p < to) {
            switch (state) {
                case SIZE -> size(bytes[p++]);
                case EXTENSIONS -> extension(bytes[p++]);
                case SIZE_LF -> {
                    expect(bytes[p++], '\n', "A chunk-size line contains a CR without LF.");
                    endSizeLine();
                }
                case DATA -> {
                    int length = (int) Math.min(size, to - p);
                    found(p, length);
                    size -= length;
                    if (size == 0) {
                        state = State.DATA_CR;
                    }
                    return p + length - from;
                }
                case DATA_CR -> {
                    expect(bytes[p++], '\r', "The data of a chunk is not followed by CRLF.");
                    state = State.DATA_LF;
                }
                case DATA_LF -> {
                    expect(bytes[p++], '\n', "The data of a chunk is not followed by CRLF.");
                    state = State.SIZE;
                }
                case TRAILERS -> {
                    return trailers(bytes, p, to) - from;
                }
                case DONE -> {
                    return p - from;
                }
            }
        }
        return p - from;
    }

    private void size(byte b) throws ProtocolException {
        int digit = Bytes.hexValue(b);
        if (digit >= 0) {
            if (++digits > MAX_DIGITS || size > Long.MAX_VALUE >> 4) {
                throw fault("A chunk's size is too large to be true.");
            }
            size = size << 4 | digit;
            return;
        }
        if (digits == 0) {
            throw fault("A chunk's size is missing.");
        }
        lineLength = digits;
        if (b == '\r') {
            state = State.SIZE_LF;
            return;
        }
        state = State.EXTENSIONS;
        extensions.start();
        extension(b);
    }

    private void extension(byte b) throws ProtocolException {
        if (b == '\r') {
            if (!extensions.mayEnd()) {
                throw fault("A chunk-size line ends in the middle of an extension.");
            }
            state = State.SIZE_LF;
            return;
        }
        if (!extensions.accept(b)) {
            throw fault("A chunk-size line contains the byte " + Bytes.describe(b) + " out of place.");
        }
        if (++lineLength > limits.maxChunkLine()) {
            throw fault("A chunk-size line is longer than " + limits.maxChunkLine() + " bytes.");
        }
        if (++extensionBytes > limits.maxChunkExtensions()) {
            throw fault("The body has more than " + limits.maxChunkExtensions() + " bytes of chunk extensions.");
        }
    }

    private void endSizeLine() throws ProtocolException {
        digits = 0;
        if (size == 0) {
            state = State.TRAILERS;
            return;
        }
        state = State.DATA;
        chunks++;
        announced = announced > Long.MAX_VALUE - size ? Long.MAX_VALUE : announced + size;
        if (chunks > limits.freeChunks() && announced / chunks < limits.minAverageChunk()) {
            throw fault("The body has more than " + limits.freeChunks() + " chunks, and they are too small.");
        }
    }

    /** Reads the trailer section, which is nearly always just CRLF; returns the position reached. */
    private int trailers(byte[] bytes, int from, int to) throws ProtocolException {
        if (trailers == null) {
            if (to - from >= 2 && bytes[from] == '\r' && bytes[from + 1] == '\n') {
                state = State.DONE;
                return from + 2;
            }
            trailers = new TrailerBuffer(limits, ofRequest);
        }
        int consumed = trailers.take(bytes, from, to);
        if (trailers.isComplete()) {
            state = State.DONE;
            if (trailers.lines().size() == 0) {
                trailers = null;
            }
        }
        return from + consumed;
    }

    private void expect(byte b, char wanted, String otherwise) throws ProtocolException {
        if (b != wanted) {
            throw fault(otherwise);
        }
    }

    private ProtocolException fault(String message) {
        return new ProtocolException(faultStatus, message);
    }
}
