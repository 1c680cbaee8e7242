package dev.tuliptree.http.wire;

/**
 * Checks that bytes are UTF-8 (RFC 3629) while they arrive in pieces. It notices a fault at the first byte that no
 * valid text can have there, so overlong forms, surrogates and values beyond U+10FFFF fail at their second byte.
 */
public final class Utf8Validator {
    private boolean valid = true;
    // Inside a character: how many bytes are missing, and what the next one may be.
    private int missing;
    private int lowest = 0x80;
    private int highest = 0xbf;

    /** A validator at the beginning of a text. */
    public Utf8Validator() {}

    /** Begins another text. */
    public void reset() {
        valid = true;
        missing = 0;
        lowest = 0x80;
        highest = 0xbf;
    }

    /** Whether all bytes so far are UTF-8 and the last character is complete. */
    public boolean isComplete() {
        return valid && missing == 0;
    }

    /**
     * Checks the next bytes.
     *
     * @return whether all bytes so far can be the beginning of valid text; once false, it stays so until {@link #reset}
     */
    public boolean check(byte[] bytes, int from, int to) {
        int p = from;
        while (valid && p < to) {
            if (missing == 0) {
                p = skipAscii(bytes, p, to);
                if (p < to) {
                    begin(bytes[p++] & 0xff);
                }
            } else {
                continueWith(bytes[p++] & 0xff);
            }
        }
        return valid;
    }

    private static int skipAscii(byte[] bytes, int from, int to) {
        int p = from;
        while (to - p >= 8 && (Bytes.wordAt(bytes, p) & Bytes.HIGH_BITS) == 0) {
            p += 8;
        }
        while (p < to && bytes[p] >= 0) {
            p++;
        }
        return p;
    }

    /** Takes a byte of 0x80 or more where a character begins. */
    private void begin(int b) {
        if (b < 0xc2 || b > 0xf4) {
            valid = false;
        } else if (b < 0xe0) {
            missing = 1;
        } else if (b < 0xf0) {
            missing = 2;
            if (b == 0xe0) {
                lowest = 0xa0;
            } else if (b == 0xed) {
                highest = 0x9f;
            }
        } else {
            missing = 3;
            if (b == 0xf0) {
                lowest = 0x90;
            } else if (b == 0xf4) {
                highest = 0x8f;
            }
        }
    }

    private void continueWith(int b) {
        if (b < lowest || b > highest) {
            valid = false;
            return;
        }
        missing--;
        lowest = 0x80;
        highest = 0xbf;
    }
}
