package dev.tuliptree.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Answers that are the same bytes each time. */
final class ExactAnswers implements Answers {
    private final ByteBuffer expected;
    private int done;

    ExactAnswers(byte[] expected) {
        this.expected = ByteBuffer.wrap(expected);
    }

    @Override
    public int take(ByteBuffer received) throws IOException {
        int ended = 0;
        while (received.hasRemaining()) {
            int part = Math.min(received.remaining(), expected.capacity() - done);
            int wrong = received.slice(received.position(), part).mismatch(expected.slice(done, part));
            if (wrong >= 0) throw new IOException("byte " + (done + wrong) + " of an answer is wrong");
            received.position(received.position() + part);
            done += part;
            if (done == expected.capacity()) {
                done = 0;
                ended++;
            }
        }
        return ended;
    }
}
