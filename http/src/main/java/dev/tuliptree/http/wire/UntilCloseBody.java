package dev.tuliptree.http.wire;

/** The body of a response without a stated length: everything until the server closes (RFC 9112, 6.3, rule 8). */
public final class UntilCloseBody extends BodyDecoder {
    private boolean ended;

    UntilCloseBody() {}

    @Override
    public int decode(byte[] bytes, int from, int to) {
        int length = ended ? 0 : to - from;
        found(from, length);
        return length;
    }

    @Override
    public boolean isDone() {
        return ended;
    }

    /** Ends the body. Whether it was complete, only the server knows. */
    @Override
    public void endOfInput() {
        ended = true;
    }
}
