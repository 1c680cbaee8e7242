package dev.tuliptree.http.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Cuts bytes into pieces of random lengths, as a network may. */
final class Cuts {
    private Cuts() {}

    static List<byte[]> random(byte[] bytes, long seed) {
        Random random = new Random(seed);
        int longest = 1 + random.nextInt(40);
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(longest));
            pieces.add(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return pieces;
    }
}
