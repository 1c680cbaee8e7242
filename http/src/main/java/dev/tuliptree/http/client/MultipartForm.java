package dev.tuliptree.http.client;

import static dev.tuliptree.Async.toThread;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.http.BodyWriter;
import dev.tuliptree.http.stream.FileBytes;
import dev.tuliptree.http.wire.FieldSyntax;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form with files in it (RFC 7578), as browsers send it. Its parts are written while they are sent.
 *
 * <pre>{@code
 * session.post(url).body(new MultipartForm().field("title", "Tulips").file("photo", Path.of("tulips.jpg")).body());
 * }</pre>
 */
public final class MultipartForm {
    private static final SecureRandom RANDOM = new SecureRandom();

    private record Part(String head, long length, BodyWriter writer) {}

    private final String boundary;
    private final List<Part> parts = new ArrayList<>();

    /** A form without parts. */
    public MultipartForm() {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        boundary = "tuliptree-" + HexFormat.of().formatHex(random);
    }

    /**
     * Adds a field.
     *
     * @return this form
     */
    public MultipartForm field(String name, String value) {
        byte[] bytes = value.getBytes(UTF_8);
        return add(name, null, null, bytes.length, out -> out.write(bytes));
    }

    /**
     * Adds a file whose content is there.
     *
     * @param fileName what the server is told that it is called
     * @param contentType what it is, null to say nothing about that
     * @return this form
     * @throws IllegalArgumentException if the type cannot be a header's value
     */
    public MultipartForm file(String name, String fileName, @Nullable String contentType, byte[] bytes) {
        return add(name, fileName, contentType, bytes.length, out -> out.write(bytes));
    }

    /**
     * Adds a file, which is read while the form is sent. A checkpoint.
     *
     * @return this form
     * @throws IOException if it is none that can be read
     */
    public MultipartForm file(String name, Path file) throws IOException {
        long size = toThread(() -> Files.size(file));
        String fileName = String.valueOf(file.getFileName());
        return add(
                name,
                fileName,
                "application/octet-stream",
                size,
                out -> FileBytes.write(file, 0, size, out, StandardOpenOption.READ));
    }

    /**
     * Adds a file that is written while the form is sent.
     *
     * @param length how long it is, or {@link RequestBody#UNKNOWN}
     * @return this form
     * @throws IllegalArgumentException if the type cannot be a header's value
     */
    public MultipartForm file(
            String name, String fileName, @Nullable String contentType, long length, BodyWriter writer) {
        return add(name, fileName, contentType, length, writer);
    }

    private MultipartForm add(
            String name, @Nullable String fileName, @Nullable String contentType, long length, BodyWriter writer) {
        StringBuilder head = new StringBuilder("--").append(boundary);
        head.append("\r\nContent-Disposition: form-data; name=\"")
                .append(escape(name))
                .append('"');
        if (fileName != null) {
            head.append("; filename=\"").append(escape(fileName)).append('"');
        }
        if (contentType != null) {
            head.append("\r\nContent-Type: ").append(FieldSyntax.checkValue(contentType));
        }
        parts.add(new Part(head.append("\r\n\r\n").toString(), length, writer));
        return this;
    }

    /** As browsers do it: what would end the value is percent-encoded; nothing else is. */
    private static String escape(String text) {
        String escaped = text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
        if (escaped.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a name in a form cannot contain control characters");
        }
        return escaped;
    }

    /** What to send: the parts added so far. */
    public RequestBody body() {
        List<Part> all = List.copyOf(parts);
        byte[] end = ("--" + boundary + "--\r\n").getBytes(ISO_8859_1);
        long length = end.length;
        for (Part part : all) {
            if (part.length == RequestBody.UNKNOWN) {
                length = RequestBody.UNKNOWN;
                break;
            }
            length += part.head.getBytes(UTF_8).length + part.length + 2;
        }
        return RequestBody.stream("multipart/form-data; boundary=" + boundary, length, out -> {
            for (Part part : all) {
                write(part, out);
            }
            out.write(end);
        });
    }

    private static void write(Part part, OutputStream out) throws Exception {
        out.write(part.head.getBytes(UTF_8));
        part.writer.writeTo(out);
        out.write('\r');
        out.write('\n');
    }
}
