package dev.tuliptree.http.files;

import static dev.tuliptree.Async.toThread;

import dev.tuliptree.http.Response;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * A regular file on its way to a client. Short ones are read as a whole, together with looking at them: one trip to
 * another thread. Longer ones are read piece by piece while they are sent.
 */
public final class FileContent {
    /** Up to this size a file is read at once; it is the size of a piece, too. */
    private static final int PIECE = 64 * 1024;

    private FileContent() {}

    /**
     * A response with a file, for {@link Response#file}. A checkpoint.
     *
     * @throws NoSuchFileException if there is no such file, or it is not a regular one
     */
    public static Response of(Path file) throws IOException {
        return toThread(() -> {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new NoSuchFileException(file.toString(), null, "it is not a regular file");
            }
            return read(file, MediaTypes.of(String.valueOf(file.getFileName())), attributes.size());
        });
    }

    /** The validators of a file. */
    static Validators validators(BasicFileAttributes attributes) {
        long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        String etag = "\"" + Long.toHexString(modified) + "-" + Long.toHexString(attributes.size()) + "\"";
        return new Validators(etag, Math.max(-1, attributes.lastModifiedTime().to(TimeUnit.SECONDS)));
    }

    /** Makes the response; blocks, so not for the loop's thread. */
    static Response read(Path file, String type, long size) throws IOException {
        if (size > PIECE) {
            return Response.stream(type, size, out -> copy(file, size, out));
        }
        try (FileChannel channel = open(file)) {
            ByteBuffer content = ByteBuffer.allocate((int) size);
            readFully(channel, content);
            return Response.bytes(type, content.array());
        }
    }

    private static void copy(Path file, long size, OutputStream out) throws IOException {
        // Closing takes no thread of its own: it must happen also where the task has been cancelled.
        try (FileChannel channel = toThread(() -> open(file))) {
            byte[] piece = new byte[PIECE];
            long left = size;
            while (left > 0) {
                ByteBuffer buffer = ByteBuffer.wrap(piece, 0, (int) Math.min(piece.length, left));
                toThread(() -> readFully(channel, buffer));
                out.write(piece, 0, buffer.position());
                left -= buffer.position();
            }
        }
    }

    /** Does not follow links: whoever decided that this file may be served has done so. */
    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    private static void readFully(FileChannel channel, ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
    }
}
