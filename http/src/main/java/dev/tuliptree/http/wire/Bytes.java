package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Character classes of RFC 9110 and RFC 3986 as tables, and comparisons and searches over bytes. */
final class Bytes {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    static final long HIGH_BITS = 0x8080808080808080L;

    /** Bytes of a token (RFC 9110, 5.6.2). */
    static final boolean[] TOKEN = table("!#$%&'*+-.^_`|~");

    /** Bytes of a registered name or of an IP address (RFC 3986, 3.2.2), percent signs included. */
    static final boolean[] REG_NAME = table("-._~!$&'()*+,;=%");

    /**
     * Bytes of a request target. That is more than RFC 3986 allows, since browsers leave {@code |}, <code>{}</code> and
     * a few others unescaped, but excludes spaces, controls, bytes beyond ASCII, and the fragment mark.
     */
    static final boolean[] TARGET = target();

    private static final byte[] LOWER = lower();

    private Bytes() {}

    static boolean isToken(byte b) {
        return TOKEN[b & 0xff];
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** The value of a hexadecimal digit, or -1. */
    static int hexValue(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    static byte toLower(byte b) {
        return LOWER[b & 0xff];
    }

    /** Eight bytes as a word, the first one in the lowest bits. */
    static long wordAt(byte[] bytes, int offset) {
        return (long) WORD.get(bytes, offset);
    }

    static void putWord(byte[] bytes, int offset, long word) {
        WORD.set(bytes, offset, word);
    }

    /** The first position in {@code [from, to)} that holds a control character (0x00-0x1f, 0x7f), or {@code to}. */
    static int findControl(byte[] bytes, int from, int to) {
        int p = from;
        while (to - p >= 8) {
            long word = wordAt(bytes, p);
            long del = word ^ (0x7f * ONES);
            // A borrow can spoil only bits above the lowest hit, so the lowest hit is always true.
            long hits = (((word - 0x20 * ONES) & ~word) | ((del - ONES) & ~del)) & HIGH_BITS;
            if (hits != 0) {
                return p + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
            p += 8;
        }
        while (p < to && !isControl(bytes[p])) {
            p++;
        }
        return p;
    }

    static boolean isControl(byte b) {
        return (b >= 0 && b < 0x20) || b == 0x7f;
    }

    /** Compares ASCII without regard to case; false if {@code text} has characters beyond ASCII. */
    static boolean equalsIgnoreCase(byte[] bytes, int offset, int length, String text) {
        if (length != text.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > 0x7f || LOWER[bytes[offset + i] & 0xff] != LOWER[c]) {
                return false;
            }
        }
        return true;
    }

    static boolean equals(byte[] bytes, int offset, int length, String latin1) {
        if (length != latin1.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((bytes[offset + i] & 0xff) != latin1.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static String string(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, ISO_8859_1);
    }

    /** A byte as error messages show it. */
    static String describe(byte b) {
        return b > 0x20 && b < 0x7f
                ? "'" + (char) b + "'"
                : "0x" + Integer.toHexString((b & 0xff) | 0x100).substring(1);
    }

    private static boolean[] table(String marks) {
        boolean[] table = new boolean[256];
        for (int c = 0; c < 128; c++) {
            boolean letterOrDigit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            table[c] = letterOrDigit || marks.indexOf(c) >= 0;
        }
        return table;
    }

    private static boolean[] target() {
        boolean[] table = new boolean[256];
        for (int c = 0x21; c < 0x7f; c++) {
            table[c] = c != '#';
        }
        return table;
    }

    private static byte[] lower() {
        byte[] table = new byte[256];
        for (int c = 0; c < 256; c++) {
            table[c] = (byte) (c >= 'A' && c <= 'Z' ? c + 0x20 : c);
        }
        return table;
    }
}
