package dev.tuliptree.http.wire;

/** A body of as many bytes as Content-Length said (RFC 9112, 6.2). */
public final class LengthBody extends BodyDecoder {
    private final int faultStatus;
    private long remaining;

    private LengthBody(long length, int faultStatus) {
        this.remaining = length;
        this.faultStatus = faultStatus;
    }

    static LengthBody ofRequest(long length) {
        return new LengthBody(length, 400);
    }

    static LengthBody ofResponse(long length) {
        return new LengthBody(length, 502);
    }

    /** The number of bytes still to come. */
    public long remaining() {
        return remaining;
    }

    @Override
    public int decode(byte[] bytes, int from, int to) {
        int length = (int) Math.min(remaining, to - from);
        remaining -= length;
        found(from, length);
        return length;
    }

    @Override
    public boolean isDone() {
        return remaining == 0;
    }

    @Override
    public void endOfInput() throws ProtocolException {
        if (remaining > 0) {
            throw new ProtocolException(faultStatus, "The body ended " + remaining + " bytes early.");
        }
    }
}
