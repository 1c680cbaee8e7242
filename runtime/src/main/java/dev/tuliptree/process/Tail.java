package dev.tuliptree.process;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The last few kilobytes of a stream. */
final class Tail {
    private static final int SIZE = 4 * 1024;

    private final byte[] ring = new byte[SIZE];
    private long seen;

    void add(byte[] bytes) {
        int skipped = Math.max(0, bytes.length - SIZE);
        seen += skipped;
        for (int i = skipped; i < bytes.length; i++) ring[(int) (seen++ % SIZE)] = bytes[i];
    }

    /** The tail as UTF-8; a character that was cut in two at its beginning is left out. */
    String text() {
        int size = (int) Math.min(seen, SIZE);
        byte[] tail = new byte[size];
        for (int i = 0; i < size; i++) tail[i] = ring[(int) ((seen - size + i) % SIZE)];
        int from = 0;
        while (seen > SIZE && from < size && (tail[from] & 0xc0) == 0x80) from++;
        return new String(tail, from, size - from, UTF_8);
    }
}
