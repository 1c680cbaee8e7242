package dev.tuliptree.http.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a session as bytes: each text as its length and its UTF-8. */
final class SessionText {
    private SessionText() {}

    static byte[] encode(Map<String, String> values) {
        int size = 0;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            size += 8 + 3 * (entry.getKey().length() + entry.getValue().length());
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        values.forEach((name, value) -> {
            put(bytes, name);
            put(bytes, value);
        });
        bytes.flip();
        byte[] exact = new byte[bytes.remaining()];
        bytes.get(exact);
        return exact;
    }

    private static void put(ByteBuffer bytes, String text) {
        byte[] encoded = text.getBytes(UTF_8);
        // Texts are short, and the cookie with them: most lengths are one byte.
        int length = encoded.length;
        while (length > 0x7f) {
            bytes.put((byte) ((length & 0x7f) | 0x80));
            length >>>= 7;
        }
        bytes.put((byte) length).put(encoded);
    }

    /** What {@link #encode} has made; nothing, if an older or newer version of the program has made it otherwise. */
    static Map<String, String> decode(byte[] content) {
        Map<String, String> values = new LinkedHashMap<>();
        ByteBuffer bytes = ByteBuffer.wrap(content);
        try {
            while (bytes.hasRemaining()) {
                values.put(text(bytes), text(bytes));
            }
            return values;
        } catch (BufferUnderflowException e) {
            return Map.of();
        }
    }

    private static String text(ByteBuffer bytes) {
        int length = 0;
        int shift = 0;
        byte b;
        do {
            b = bytes.get();
            length |= (b & 0x7f) << shift;
            shift += 7;
        } while (b < 0 && shift < 28);
        if (length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] encoded = new byte[length];
        bytes.get(encoded);
        return new String(encoded, UTF_8);
    }
}
