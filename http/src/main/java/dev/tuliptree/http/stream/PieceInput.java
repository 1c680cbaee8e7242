package dev.tuliptree.http.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A stream that has its bytes in pieces: what is left of the checks that all of them need. */
public abstract class PieceInput extends InputStream {
    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        return length == 0 ? 0 : readPiece(target, offset, length);
    }

    /**
     * Reads what there is, at least one byte.
     *
     * @param length for how much there is room, at least one byte
     * @return how many bytes, -1 at the end
     */
    protected abstract int readPiece(byte[] target, int offset, int length) throws IOException;
}
