package dev.tuliptree.http.wire;

/** The body of a message that has none. Always done. */
public final class EmptyBody extends BodyDecoder {
    /** Its only instance; it has no state, so that all may share it. */
    public static final EmptyBody INSTANCE = new EmptyBody();

    private EmptyBody() {}

    @Override
    public int decode(byte[] bytes, int from, int to) {
        return 0;
    }

    @Override
    public boolean isDone() {
        return true;
    }

    @Override
    public void endOfInput() {}
}
