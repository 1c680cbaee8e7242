package dev.tuliptree.http.stream;

import dev.tuliptree.http.wire.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses a body while it is read: gzip (RFC 1952) and deflate (RFC 1950, and what some send instead, RFC 1951). A
 * few bytes can stand for very many, so what comes out is limited. Closing it does not close the body.
 */
public final class InflatingInput extends PieceInput {
    private static final int BUFFER = 8 * 1024;

    private static final int HAS_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final InputStream source;
    private final boolean gzip;
    private final long limit;
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private @Nullable Inflater inflater;
    private long total;
    private boolean ended;

    private InflatingInput(InputStream source, boolean gzip, long limit) {
        this.source = source;
        this.gzip = gzip;
        this.limit = limit;
    }

    /**
     * Decompresses a body.
     *
     * @param coding the value of its Content-Encoding header
     * @param limit how many bytes may come out
     * @return null if the coding is another
     */
    public static @Nullable InflatingInput of(InputStream source, String coding, long limit) {
        return switch (coding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> new InflatingInput(source, true, limit);
            case "deflate" -> new InflatingInput(source, false, limit);
            default -> null;
        };
    }

    @Override
    protected int readPiece(byte[] target, int offset, int length) throws IOException {
        while (!ended) {
            Inflater current = inflater;
            if (current == null) {
                if (!begin()) {
                    ended = true;
                }
                continue;
            }
            if (current.finished()) {
                finish(current);
                continue;
            }
            int count = inflate(current, target, offset, length);
            if (count > 0) {
                crc.update(target, offset, count);
                total += count;
                if (total > limit) {
                    throw new IOException("the body is larger than " + limit + " bytes when it is decompressed");
                }
                return count;
            }
        }
        return -1;
    }

    private int inflate(Inflater current, byte[] target, int offset, int length) throws IOException {
        try {
            if (current.needsInput()) {
                if (from == to && !fill()) {
                    throw cutShort();
                }
                current.setInput(buffer, from, to - from);
                from = to;
            }
            int count = current.inflate(target, offset, length);
            if (count == 0 && current.needsDictionary()) {
                throw malformed();
            }
            return count;
        } catch (DataFormatException e) {
            throw malformed();
        }
    }

    /** Begins to decompress; false if there is nothing more. */
    private boolean begin() throws IOException {
        if (from == to && !fill()) {
            return false;
        }
        if (gzip) {
            gzipHeader();
            inflater = new Inflater(true);
        } else if (total > 0) {
            throw malformed();
        } else {
            inflater = new Inflater(!hasZlibHeader());
        }
        crc.reset();
        return true;
    }

    private boolean hasZlibHeader() throws IOException {
        int first = next();
        int second = next();
        from -= 2;
        return (first & 0xf) == 8 && (first << 8 | second) % 31 == 0;
    }

    private void gzipHeader() throws IOException {
        if (next() != 0x1f || next() != 0x8b || next() != 8) {
            throw malformed();
        }
        int flags = next();
        skip(6);
        if ((flags & HAS_EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_CRC) != 0) {
            skip(2);
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        int count = 0;
        while (next() != 0) {
            if (++count > BUFFER) {
                throw malformed();
            }
        }
    }

    private void finish(Inflater finished) throws IOException {
        from = to - finished.getRemaining();
        long size = finished.getBytesWritten();
        close();
        if (gzip && (int32() != (int) crc.getValue() || int32() != (int) size)) {
            throw malformed();
        }
        // There may be another member; if not, this lets the body know that it was read to its end.
        if (from == to && !fill()) {
            ended = true;
        }
    }

    private int int32() throws IOException {
        return next() | next() << 8 | next() << 16 | next() << 24;
    }

    private int next() throws IOException {
        if (from == to && !fillBehind()) {
            throw cutShort();
        }
        return buffer[from++] & 0xff;
    }

    /** Keeps the last byte before the new ones, where it may be needed again. */
    private boolean fillBehind() throws IOException {
        buffer[0] = to > 0 ? buffer[to - 1] : 0;
        int count = source.read(buffer, 1, buffer.length - 1);
        from = 1;
        to = 1 + Math.max(count, 0);
        return count > 0;
    }

    private boolean fill() throws IOException {
        int count = source.read(buffer, 0, buffer.length);
        from = 0;
        to = Math.max(count, 0);
        return count > 0;
    }

    /** Gives up the memory that it holds outside of the heap. Idempotent. */
    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
    }

    private static ProtocolException malformed() {
        return new ProtocolException(502, "The compressed body is malformed.");
    }

    private static ProtocolException cutShort() {
        return new ProtocolException(502, "The compressed body is cut short.");
    }
}
