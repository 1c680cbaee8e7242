package dev.tuliptree.http.wire;

/** The masking of payloads (RFC 6455, 5.3), eight bytes at a time. Masking twice restores the original. */
final class Masking {
    private Masking() {}

    /**
     * Masks or unmasks bytes where they are.
     *
     * @param key the four bytes of the key, the first one in the lowest bits
     * @param phase how many bytes of the payload came before these
     */
    static void apply(byte[] bytes, int from, int to, int key, long phase) {
        int turned = Integer.rotateRight(key, 8 * (int) (phase & 3));
        long word = (turned & 0xffffffffL) * 0x100000001L;
        int p = from;
        for (; to - p >= 8; p += 8) {
            Bytes.putWord(bytes, p, Bytes.wordAt(bytes, p) ^ word);
        }
        for (; p < to; p++) {
            bytes[p] ^= (byte) word;
            word >>>= 8;
        }
    }
}
