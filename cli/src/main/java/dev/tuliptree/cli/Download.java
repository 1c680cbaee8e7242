package dev.tuliptree.cli;

import dev.tuliptree.file.AsyncFile;
import dev.tuliptree.file.AsyncFiles;
import dev.tuliptree.http.client.ClientRequest;
import dev.tuliptree.http.client.ClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way into a file. What has come stays there if the rest does not come, so that it can be gone on with.
 *
 * @param from how many bytes are there already, and are not to be sent again
 */
record Download(Path file, long from) {
    private static final int PIECE = 64 * 1024;
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    /** A download to a file, maybe to its end. */
    static Download to(Path file, boolean resume) throws IOException {
        boolean begun = resume && AsyncFiles.exists(file);
        return new Download(file, begun ? AsyncFiles.attributes(file).size() : 0);
    }

    /** Asks for what is missing. */
    void prepare(ClientRequest request) {
        if (from > 0) {
            // Ranges count the bytes as they are sent, so they must be sent as they are.
            request.decompressing(false).header("Accept-Encoding", "identity").header("Range", "bytes=" + from + "-");
        }
    }

    /** Whether the server says that nothing is missing. */
    boolean isComplete(ClientResponse response) {
        return from > 0
                && response.status() == RANGE_NOT_SATISFIABLE
                && ("bytes */" + from).equals(response.header("Content-Range"));
    }

    /** Writes what comes. A checkpoint. */
    void receive(ClientResponse response, Bar bar) throws IOException {
        long at = response.status() == PARTIAL_CONTENT ? from : 0;
        String range = response.header("Content-Range");
        if (at > 0 && (range == null || !range.startsWith("bytes " + at + "-"))) {
            throw new IOException("the server sent another range than the one from " + at + ": " + range);
        }
        long total = total(response.header("Content-Length"), at);
        try (AsyncFile target = AsyncFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // A server that knows no ranges has begun anew.
            target.truncate(at);
            target.seek(at);
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
    }

    private static long total(@Nullable String length, long before) {
        return length == null ? -1 : before + Long.parseLong(length);
    }
}
