package dev.tuliptree.file;

import dev.tuliptree.loop.Closeables;
import dev.tuliptree.loop.WorkerThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/**
 * What is in a directory and below, to be iterated over once: see {@link AsyncFiles#walk}. Each step is a checkpoint,
 * although most have their result at hand: a file thread brings several hundred paths at a time. The directories are
 * closed at the end, or by {@link #close()} if the iteration does not come that far. Loop thread only.
 */
public final class FileTree implements Iterable<Path>, AutoCloseable {
    private static final int BATCH = 256;

    private final Stream<Path> stream;
    private final Iterator<Path> source;
    private final ArrayDeque<Path> found = new ArrayDeque<>();
    private final Closeables.Watch watch;
    private boolean taken;
    private boolean ended;
    private boolean closed;

    private FileTree(Path root, Stream<Path> stream) {
        this.stream = stream;
        source = stream.iterator();
        watch = Closeables.opened(this, "the tree of " + root);
    }

    @SuppressWarnings("StreamResourceLeak") // The tree closes it.
    static FileTree open(Path root, int depth) throws IOException {
        return new FileTree(root, FileWork.call(() -> Files.walk(root, depth)));
    }

    /**
     * Iterates over the paths, each directory before what is in it. A step throws {@link java.io.UncheckedIOException}
     * where a directory cannot be read.
     *
     * @return the iterator, the only one there is
     */
    @Override
    public Iterator<Path> iterator() {
        if (taken) throw new IllegalStateException("a tree of files is iterated over once: open it again");
        taken = true;
        return new Paths();
    }

    /** Closes the directories. Suspends, also in a cancelled task. Idempotent. */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        watch.closed();
        FileWork.runShielded(stream::close);
    }

    private List<Path> nextBatch() {
        List<Path> batch = new ArrayList<>();
        while (batch.size() < BATCH && source.hasNext()) {
            WorkerThreads.throwIfCancelled();
            batch.add(source.next());
        }
        return batch;
    }

    private final class Paths implements Iterator<Path> {
        @Override
        public boolean hasNext() {
            if (found.isEmpty() && !ended && !closed) {
                found.addAll(FileWork.call(FileTree.this::nextBatch));
                ended = found.isEmpty();
                if (ended) close();
            }
            return !found.isEmpty();
        }

        @Override
        public Path next() {
            if (!hasNext()) throw new NoSuchElementException();
            return found.remove();
        }
    }
}
