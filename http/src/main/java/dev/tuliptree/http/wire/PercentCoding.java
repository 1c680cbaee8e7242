package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Percent-encoding (RFC 3986, 2.1) of UTF-8 text. Decode once, and after splitting: a path is taken apart at its
 * slashes and a query at its ampersands first, because an encoded delimiter is data.
 */
public final class PercentCoding {
    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

    private PercentCoding() {}

    /**
     * Decodes a part of a path. The result may contain any character, also NUL and slashes.
     *
     * @throws ProtocolException with status 400 if a percent sign is not followed by two hexadecimal digits, or the
     *     bytes are not UTF-8
     */
    public static String decode(String encoded) throws ProtocolException {
        return encoded.indexOf('%') < 0 ? encoded : decode(encoded, false);
    }

    /**
     * Decodes a name or value of a query or form (application/x-www-form-urlencoded), where {@code +} stands for a
     * space.
     *
     * @throws ProtocolException as {@link #decode(String)} does
     */
    public static String decodeForm(String encoded) throws ProtocolException {
        return encoded.indexOf('%') < 0 ? encoded.replace('+', ' ') : decode(encoded, true);
    }

    /** Encodes everything but letters, digits and {@code -._~}: good for any component of an address. */
    public static String encode(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        StringBuilder out = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            if (isUnreserved(b)) {
                out.append((char) b);
            } else {
                out.append('%').append(DIGITS[(b >> 4) & 0xf]).append(DIGITS[b & 0xf]);
            }
        }
        return out.toString();
    }

    private static String decode(String encoded, boolean plusIsSpace) throws ProtocolException {
        // Characters beyond ASCII are kept: they cannot come from a request target, but a program may pass them.
        byte[] in = encoded.getBytes(UTF_8);
        int size = 0;
        for (int i = 0; i < in.length; i++) {
            byte b = in[i];
            if (b == '%') {
                int high = i + 2 < in.length ? Bytes.hexValue(in[i + 1]) : -1;
                int low = i + 2 < in.length ? Bytes.hexValue(in[i + 2]) : -1;
                if (high < 0 || low < 0) {
                    throw new ProtocolException(400, "A percent sign is not followed by two hexadecimal digits.");
                }
                b = (byte) (high << 4 | low);
                i += 2;
            } else if (b == '+' && plusIsSpace) {
                b = ' ';
            }
            in[size++] = b;
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(in, 0, size)).toString();
        } catch (CharacterCodingException e) {
            throw new ProtocolException(400, "Percent-encoded text is not UTF-8.");
        }
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || Bytes.isDigit(b)
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }
}
