package dev.tuliptree.http.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bodies that are text. */
public final class TextBody {
    private static final String CHARSET = "charset=";

    // Nobody needs more to say that something is text.
    private static final int MAX_PARAMETERS = 8;

    private TextBody() {}

    /**
     * Decodes a body in the character set that its type names, UTF-8 if it names none.
     *
     * @throws UnsupportedEncodingException if the character set is unknown
     * @throws java.nio.charset.CharacterCodingException if that is not what it is encoded in
     */
    public static String decode(byte[] bytes, @Nullable String contentType) throws IOException {
        Charset charset = contentType == null ? UTF_8 : charset(contentType);
        return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    private static Charset charset(String contentType) throws UnsupportedEncodingException {
        for (String part : contentType.split(";", MAX_PARAMETERS)) {
            String parameter = part.strip();
            if (parameter.toLowerCase(Locale.ROOT).startsWith(CHARSET)) {
                String name = parameter.substring(CHARSET.length()).replace("\"", "");
                try {
                    return Charset.forName(name);
                } catch (IllegalArgumentException e) {
                    throw new UnsupportedEncodingException(name);
                }
            }
        }
        return UTF_8;
    }
}
