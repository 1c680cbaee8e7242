package dev.tuliptree.http.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What both kinds of sealed cookies have in common: how their bytes become a value, and how long that may be. */
final class SealedText {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private SealedText() {}

    /** As the value of a cookie. */
    static String encode(String name, byte[] bytes) {
        String value = ENCODER.encodeToString(bytes);
        int length = name.length() + 1 + value.length();
        if (length > CookieSeal.MAX_COOKIE_BYTES) {
            throw new IllegalArgumentException("the cookie " + name + " would have " + length
                    + " bytes, but browsers keep only " + CookieSeal.MAX_COOKIE_BYTES
                    + ": keep less in it, or in a SessionStore");
        }
        return value;
    }

    /** The bytes; null if they cannot be ours. */
    static @Nullable ByteBuffer decode(String name, String value, int least) {
        if (name.length() + 1 + value.length() > CookieSeal.MAX_COOKIE_BYTES) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(value);
            // One content has one text: the decoder ignores bits that the encoder never sets.
            boolean canonical = ENCODER.encodeToString(bytes).equals(value);
            return canonical && bytes.length >= least ? ByteBuffer.wrap(bytes) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The name as it goes into what vouches for a cookie, so that one cannot pass for another. */
    static byte[] bind(String name) {
        byte[] bytes = name.getBytes(UTF_8);
        return ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }
}
