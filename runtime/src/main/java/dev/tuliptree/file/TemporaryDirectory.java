package dev.tuliptree.file;

import dev.tuliptree.loop.Closeables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory that is there, with what was put into it, until it is closed: see {@link AsyncFiles#temporaryDirectory}.
 * Nobody but the user that runs the program may enter it. Loop thread only.
 */
public final class TemporaryDirectory implements AutoCloseable {
    private final Path path;
    private final Closeables.Watch watch;

    private TemporaryDirectory(Path path) {
        this.path = path;
        watch = Closeables.opened(this, "the temporary directory " + path);
    }

    static TemporaryDirectory create(String prefix) throws IOException {
        return new TemporaryDirectory(FileWork.call(() -> Files.createTempDirectory(prefix)));
    }

    /**
     * Where it is. Not a checkpoint.
     *
     * @return its path
     */
    public Path path() {
        return path;
    }

    /**
     * Deletes the directory and everything in it. Suspends, also in a cancelled task. Idempotent.
     *
     * @throws IOException if something cannot be deleted
     */
    @Override
    public void close() throws IOException {
        watch.closed();
        FileWork.runShielded(() -> Trees.delete(path));
    }

    @Override
    public String toString() {
        return "temporary directory " + path;
    }
}
