package dev.tuliptree.file;

import dev.tuliptree.net.LineIterator;
import dev.tuliptree.net.StreamReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file, to be iterated over once: see {@link AsyncFiles#lines}. Each step is a checkpoint. The file is
 * closed at its end, or by {@link #close()} if the iteration does not come that far. Loop thread only.
 */
public final class FileLines implements Iterable<String>, AutoCloseable {
    private final AsyncFile file;
    private final StreamReader reader;
    private boolean taken;

    FileLines(AsyncFile file, int limit) {
        this.file = file;
        reader = new StreamReader(new BufferedReceiver(file.receiver()), limit);
    }

    /**
     * The next line, without its end. A checkpoint.
     *
     * @return the line; null at the end of the file, which is then closed
     * @throws IOException if reading fails, or the line is longer than the limit
     */
    public @Nullable String readLine() throws IOException {
        if (file.isClosed()) return null;
        String line = reader.readLine();
        if (line == null) file.close();
        return line;
    }

    /**
     * Iterates over the lines; each step throws an {@link UncheckedIOException} where {@link #readLine()} fails.
     *
     * @return the iterator, the only one there is
     */
    @Override
    public Iterator<String> iterator() {
        if (taken) throw new IllegalStateException("the lines of a file are iterated over once: open it again");
        taken = true;
        return new LineIterator(this::readLine);
    }

    /** Closes the file. Suspends, also in a cancelled task. Idempotent. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
