package dev.tuliptree.http.client;

import static dev.tuliptree.Async.toThread;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies a file that is read in other threads. */
final class FileSource {
    private static final int PIECE = 64 * 1024;

    private FileSource() {}

    /** Copies all of it. A checkpoint. */
    static void copy(Path file, OutputStream out) throws IOException {
        try (InputStream in = toThread(() -> Files.newInputStream(file))) {
            byte[] piece = new byte[PIECE];
            int count;
            while ((count = toThread(() -> in.read(piece))) >= 0) {
                out.write(piece, 0, count);
            }
        }
    }
}
