package dev.tuliptree.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.http.stream.TextBody;
import dev.tuliptree.http.wire.HeaderParameters;
import dev.tuliptree.http.wire.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** One part of a {@link Multipart} body. Its content can be read until the next part is asked for. */
public final class Part {
    private final Headers headers;
    private final HeaderParameters disposition;
    final Multipart.Content content;

    Part(Multipart multipart) throws ProtocolException {
        headers = multipart.headers();
        String header = headers.first("Content-Disposition");
        disposition = HeaderParameters.parse(header == null ? "" : header);
        content = multipart.newContent();
    }

    /** The name of the form's field; null if it has none. */
    public @Nullable String name() {
        return text("name");
    }

    /** Whether it is a file rather than a field: whether the client has named one. */
    public boolean isFile() {
        return disposition.parameters().containsKey("filename");
    }

    /**
     * What the client calls the file: without folders, control characters, and dots at its beginning. Null if it is no
     * file, or nothing is left of its name.
     */
    public @Nullable String fileName() {
        String sent = text("filename");
        if (sent == null) {
            return null;
        }
        StringBuilder safe = new StringBuilder();
        for (char c : sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
                .toCharArray()) {
            if (!Character.isISOControl(c) && c != ':' && (c != '.' || !safe.isEmpty())) {
                safe.append(c);
            }
        }
        String stripped = safe.toString().strip();
        return stripped.isEmpty() ? null : stripped;
    }

    /** Its Content-Type; null if there is none. */
    public @Nullable String contentType() {
        return headers.first("Content-Type");
    }

    /** All its header lines. */
    public Headers headers() {
        return headers;
    }

    /** What is in it, while it arrives. Reading suspends, and is a checkpoint. */
    public InputStream content() {
        return content;
    }

    /**
     * The rest of what is in it. A checkpoint.
     *
     * @throws IOException as reading the body does
     */
    public byte[] bytes() throws IOException {
        return content.readAllBytes();
    }

    /**
     * The rest of what is in it as text, in the character set that its Content-Type names, or else in UTF-8. A
     * checkpoint.
     *
     * @throws HttpException 400 if that is not what it is encoded in
     * @throws IOException as reading the body does
     */
    public String text() throws IOException {
        try {
            return TextBody.decode(bytes(), contentType());
        } catch (CharacterCodingException | UnsupportedEncodingException e) {
            throw new HttpException(400, "A part of the body is not encoded as its type says, or else in UTF-8.");
        }
    }

    /** Headers are read as bytes; what browsers mean is UTF-8, with these three characters encoded. */
    private @Nullable String text(String parameter) {
        String raw = disposition.parameters().get(parameter);
        return raw == null
                ? null
                : new String(raw.getBytes(ISO_8859_1), UTF_8)
                        .replace("%22", "\"")
                        .replace("%0D", "\r")
                        .replace("%0A", "\n");
    }
}
