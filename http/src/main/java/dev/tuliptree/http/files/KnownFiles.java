package dev.tuliptree.http.files;

import dev.tuliptree.http.FileCache;
import dev.tuliptree.loop.EventLoop;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Short files of a folder that were looked at a moment ago: see {@link FileCache}. Of one loop, on whose thread alone
 * it is used.
 */
final class KnownFiles {
    /** What each takes besides its bytes, roughly. */
    private static final int OVERHEAD = 1024;

    /**
     * What was asked for.
     *
     * @param accepted in which forms it was, as another one may be sent then
     */
    record Key(FilePath path, Precompressed accepted) {
        /** What it takes, at most. */
        private int bytes() {
            int chars = 0;
            for (String name : path.names()) {
                chars += name.length();
            }
            for (String line : accepted.accepted()) {
                chars += line.length();
            }
            return 2 * chars;
        }
    }

    private static final class Entry {
        final KnownFile file;
        final int bytes;
        /** When somebody has looked. */
        long seen;

        Entry(Key key, KnownFile file) {
            this.file = file;
            bytes = OVERHEAD + key.bytes() + file.size();
        }
    }

    private final FileCache limits;
    /** The one that was asked for least recently first. */
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private final long validity;
    private long bytes;

    KnownFiles(FileCache limits) {
        this.limits = limits;
        validity = limits.validity().toNanos();
    }

    /** The file that is known to be meant; null if somebody has to look. */
    @Nullable
    KnownFile get(Key key) {
        Entry entry = entries.get(key);
        if (entry == null || EventLoop.current().nanoTime() - entry.seen >= validity) {
            return null;
        }
        entry.file.makeReady();
        return entry.file;
    }

    /**
     * Somebody has looked.
     *
     * @param seen when, at the latest
     * @param file what is there; null if that is nothing that can be kept
     */
    void found(Key key, long seen, @Nullable KnownFile file) {
        Entry entry = entries.get(key);
        if (entry != null && entry.seen > seen) {
            // Another one has looked later, and was quicker.
            return;
        }
        if (entry != null && file != null && file.isStill(entry.file)) {
            entry.seen = seen;
            return;
        }
        if (entry != null) {
            entries.remove(key);
            bytes -= entry.bytes;
        }
        if (file != null && validity > 0) {
            put(key, seen, file);
        }
    }

    private void put(Key key, long seen, KnownFile file) {
        Entry entry = new Entry(key, file);
        entry.seen = seen;
        entries.put(key, entry);
        bytes += entry.bytes;
        Iterator<Entry> eldest = entries.values().iterator();
        while (bytes > limits.maxBytes()) {
            bytes -= eldest.next().bytes;
            eldest.remove();
        }
    }
}
