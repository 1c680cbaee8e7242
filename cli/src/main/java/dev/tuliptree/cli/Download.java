package dev.tuliptree.cli;

import dev.tuliptree.file.AsyncFile;
import dev.tuliptree.file.AsyncFiles;
import dev.tuliptree.http.client.ClientRequest;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.wire.FieldSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way into a file. What has come stays there if the rest does not come, so that it can be gone on with.
 * Until it is complete, a file beside it, {@code FILE.resume}, says what it is the beginning of: by the tag or the date
 * that the server gave it, so that the rest of something newer is never put behind it.
 *
 * @param from how many bytes are there already, and are not to be sent again
 * @param validator the value of If-Range by which the server can tell whether they are still right (RFC 9110, 13.1.5);
 *     null if nobody knows, as with the beginning that another program has left
 */
record Download(Path file, long from, @Nullable String validator) {
    private static final int LONGEST_VALIDATOR = 1024;
    private static final int PIECE = 64 * 1024;
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    /** A download to a file, maybe to its end. */
    static Download to(Path file, boolean resume) throws IOException {
        if (!resume || !AsyncFiles.exists(file)) {
            return new Download(file, 0, null);
        }
        return new Download(file, AsyncFiles.attributes(file).size(), validator(note(file)));
    }

    private static Path note(Path file) {
        return file.resolveSibling(file.getFileName() + ".resume");
    }

    private static @Nullable String validator(Path note) throws IOException {
        if (!AsyncFiles.exists(note)) {
            return null;
        }
        String text = AsyncFiles.readString(note, LONGEST_VALIDATOR).strip();
        return text.isEmpty() || !FieldSyntax.isValue(text) ? null : text;
    }

    /** Asks for what is missing. */
    void prepare(ClientRequest request) {
        if (from > 0) {
            // Ranges count the bytes as they are sent, so they must be sent as they are.
            request.decompressing(false).header("Accept-Encoding", "identity").header("Range", "bytes=" + from + "-");
            if (validator != null) {
                request.header("If-Range", validator);
            }
        }
    }

    /** Whether the server says that nothing is missing. A checkpoint. */
    boolean isComplete(ClientResponse response) throws IOException {
        boolean complete = from > 0
                && response.status() == RANGE_NOT_SATISFIABLE
                && ("bytes */" + from).equals(response.header("Content-Range"));
        if (complete) {
            AsyncFiles.deleteIfExists(note(file));
        }
        return complete;
    }

    /** Writes what comes. A checkpoint. */
    void receive(ClientResponse response, Bar bar) throws IOException {
        long at = response.status() == PARTIAL_CONTENT ? from : 0;
        String range = response.header("Content-Range");
        if (at > 0 && (range == null || !range.startsWith("bytes " + at + "-"))) {
            throw new IOException("the server sent another range than the one from " + at + ": " + range);
        }
        String now = validator(response);
        if (at > 0 && validator != null && now != null && isTag(validator) == isTag(now) && !validator.equals(now)) {
            throw new IOException("what the server has is not what " + file + " is the beginning of; fetch it anew");
        }
        long total = total(response.header("Content-Length"), at);
        try (AsyncFile target = AsyncFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // A server that knows no ranges has begun anew.
            target.truncate(at);
            target.seek(at);
            // Not before: a new tag beside old bytes would be a lie, if this were the end.
            note(now);
            InputStream body = response.content();
            byte[] piece = new byte[PIECE];
            for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
                target.write(ByteBuffer.wrap(piece, 0, count));
                at += count;
                bar.moved(at, response.header("Content-Encoding") == null ? total : -1);
            }
        } finally {
            bar.end();
        }
        AsyncFiles.deleteIfExists(note(file));
    }

    private void note(@Nullable String now) throws IOException {
        if (now == null) {
            AsyncFiles.deleteIfExists(note(file));
        } else {
            AsyncFiles.writeString(note(file), now + "\n");
        }
    }

    /** What says to the byte what was sent; null if nothing does. */
    private static @Nullable String validator(ClientResponse response) {
        if (response.header("Content-Encoding") != null) {
            // What is in the file are other bytes.
            return null;
        }
        String tag = response.header("ETag");
        return tag != null && isTag(tag) ? tag : response.header("Last-Modified");
    }

    /** Whether it is a strong tag; a weak one begins with another letter. */
    private static boolean isTag(String validator) {
        return validator.startsWith("\"");
    }

    private static long total(@Nullable String length, long before) {
        return length == null ? -1 : before + Long.parseLong(length);
    }
}
