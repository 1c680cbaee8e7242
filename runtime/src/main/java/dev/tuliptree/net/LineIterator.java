package dev.tuliptree.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over lines that are read one at a time. Each step reads at most one, so it suspends, is a checkpoint and is
 * cancelled as that is; what reading fails with it throws as an {@link UncheckedIOException}.
 */
public final class LineIterator implements Iterator<String> {
    private final Source source;
    private @Nullable String next;

    /**
     * Iterates from where the source is.
     *
     * @param source where the lines come from
     */
    public LineIterator(Source source) {
        this.source = source;
    }

    /** Where lines come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * Reads a line.
         *
         * @return the line, without its end; null at the end
         * @throws IOException if reading fails
         */
        @Nullable
        String readLine() throws IOException;
    }

    @Override
    public boolean hasNext() {
        if (next != null) return true;
        try {
            next = source.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return next != null;
    }

    @Override
    public String next() {
        if (!hasNext() || next == null) throw new NoSuchElementException();
        String line = next;
        next = null;
        return line;
    }
}
