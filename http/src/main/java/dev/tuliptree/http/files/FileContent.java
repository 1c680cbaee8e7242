package dev.tuliptree.http.files;

import static dev.tuliptree.Async.toThread;

import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.stream.FileBytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A regular file on its way to a client. What is short is read as a whole, together with looking at the file: one trip
 * to another thread. What is longer is sent from where it is.
 */
public final class FileContent {
    /** Up to this size it is read at once. */
    private static final int SHORT = 64 * 1024;

    /** Does not follow links: whoever decided that this file may be served has done so. */
    private static final OpenOption[] OPEN = {StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS};

    private FileContent() {}

    /**
     * A response with a file, for {@link Response#file(Path)}. A checkpoint.
     *
     * @throws NoSuchFileException if there is no such file, or it is not a regular one
     */
    public static Response of(Path file) throws IOException {
        return toThread(() -> {
            long size = attributes(file).size();
            return read(file, type(file), 0, size);
        });
    }

    /**
     * What a request is to get of a file, for {@link Response#file(Request, Path)}. A checkpoint.
     *
     * @throws NoSuchFileException if there is no such file, or it is not a regular one
     */
    public static Response of(Request request, Path file) throws IOException {
        Conditions conditions = Conditions.of(request);
        return toThread(() -> answer(conditions, file, type(file), attributes(file)));
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new NoSuchFileException(file.toString(), null, "it is not a regular file");
        }
        return attributes;
    }

    private static String type(Path file) {
        return MediaTypes.of(String.valueOf(file.getFileName()));
    }

    /** What is to be answered; blocks, so not for the loop's thread. */
    static Response answer(Conditions conditions, Path file, String type, BasicFileAttributes attributes)
            throws IOException {
        Validators validators = Validators.of(attributes);
        return conditions.answer(
                validators, attributes.size(), (offset, length) -> validators.addTo(read(file, type, offset, length)));
    }

    private static Response read(Path file, String type, long offset, long length) throws IOException {
        if (length > SHORT) {
            return Response.stream(type, length, out -> FileBytes.write(file, offset, length, out, OPEN));
        }
        return Response.bytes(type, bytes(file, offset, (int) length));
    }

    /** A part of a file; blocks, so not for the loop's thread. */
    static byte[] bytes(Path file, long offset, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, OPEN)) {
            ByteBuffer content = ByteBuffer.allocate(length);
            while (content.hasRemaining()) {
                if (channel.read(content, offset + content.position()) < 0) {
                    throw new EOFException("the file became shorter while it was read");
                }
            }
            return content.array();
        }
    }
}
