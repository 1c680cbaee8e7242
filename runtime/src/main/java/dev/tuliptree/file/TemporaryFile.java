package dev.tuliptree.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is there until it is closed: see {@link AsyncFiles#temporaryFile}. Nobody but the user that runs the
 * program may read it. Loop thread only.
 */
public final class TemporaryFile implements AutoCloseable {
    private final AsyncFile file;

    private TemporaryFile(AsyncFile file) {
        this.file = file;
    }

    private record Created(Path path, FileChannel channel) {}

    static TemporaryFile create(String prefix, String suffix) throws IOException {
        // In one go: between two, a cancellation would leave the file behind.
        Created created = FileWork.call(() -> {
            Path path = Files.createTempFile(prefix, suffix);
            try {
                return new Created(path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
            } catch (IOException e) {
                Files.deleteIfExists(path);
                throw e;
            }
        });
        return new TemporaryFile(new AsyncFile(created.channel, created.path));
    }

    /**
     * Where it is. Not a checkpoint.
     *
     * @return its path
     */
    public Path path() {
        return file.path();
    }

    /**
     * The file, open for reading and writing. Not a checkpoint.
     *
     * @return the file
     */
    public AsyncFile file() {
        return file;
    }

    /**
     * Closes and deletes the file. Suspends, also in a cancelled task. Idempotent.
     *
     * @throws IOException if it cannot be deleted
     */
    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            FileWork.runShielded(() -> Files.deleteIfExists(path()));
        }
    }

    @Override
    public String toString() {
        return "temporary file " + file;
    }
}
