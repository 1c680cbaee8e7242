package dev.tuliptree.http.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sessions in memory, the one that was not used for longest first. */
final class InMemoryStore implements SessionStore {
    private record Entry(Map<String, String> values, Instant expiry) {}

    private final int maxSessions;
    private final InstantSource clock;
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    InMemoryStore(int maxSessions, InstantSource clock) {
        if (maxSessions < 1) {
            throw new IllegalArgumentException("a store keeps at least one session, not " + maxSessions);
        }
        this.maxSessions = maxSessions;
        this.clock = clock;
    }

    @Override
    public synchronized @Nullable Map<String, String> load(String key) {
        Entry entry = current(key);
        return entry == null ? null : entry.values();
    }

    @Override
    public synchronized void create(String key, Map<String, String> values, Duration life) {
        entries.remove(key);
        if (entries.size() >= maxSessions) {
            makeRoom();
        }
        entries.put(key, new Entry(Map.copyOf(values), clock.instant().plus(life)));
    }

    @Override
    public synchronized boolean update(String key, Map<String, String> values, Duration life) {
        if (current(key) == null) {
            return false;
        }
        entries.put(key, new Entry(Map.copyOf(values), clock.instant().plus(life)));
        return true;
    }

    @Override
    public synchronized void delete(String key) {
        entries.remove(key);
    }

    private @Nullable Entry current(String key) {
        Entry entry = entries.get(key);
        if (entry != null && !clock.instant().isBefore(entry.expiry())) {
            entries.remove(key);
            return null;
        }
        return entry;
    }

    /** The eldest goes, expired or not: to look at all of them would hold up the loop. */
    private void makeRoom() {
        entries.pollFirstEntry();
    }

    synchronized int size() {
        return entries.size();
    }
}
