package dev.tuliptree.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What one connection receives, cut into answers, each of which must be as expected. */
interface Answers {
    /**
     * Takes all that has come.
     *
     * @return how many answers end with it
     * @throws IOException if one is wrong; the message says how
     */
    int take(ByteBuffer received) throws IOException;
}
