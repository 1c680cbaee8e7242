package dev.tuliptree.http.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one visitor: texts under names. Found by {@link Sessions#of}. Loop thread only.
 *
 * <p>It can be changed until the handler has returned its response: what a streamed body or a WebSocket would change
 * comes too late to be kept, and is refused.
 *
 * <p>Two requests of one visitor at the same time each see the session as it was when they began; of their changes the
 * later one's remain.
 */
public final class Session {
    private final Map<String, String> values;
    private final boolean isNew;
    private boolean used;
    private boolean changed;
    private boolean renewed;
    private boolean closed;

    Session(Map<String, String> values, boolean isNew) {
        this.values = new LinkedHashMap<>(values);
        this.isNew = isNew;
    }

    /** What is kept under a name, or null. */
    public @Nullable String get(String name) {
        used = true;
        return values.get(name);
    }

    /** All that is kept. Unmodifiable. */
    public Map<String, String> values() {
        used = true;
        return Collections.unmodifiableMap(values);
    }

    /**
     * Keeps something under a name, in place of what was there.
     *
     * @throws IllegalArgumentException if the name is empty
     * @throws IllegalStateException if the response has been made already
     */
    public void set(String name, String value) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("what a session keeps has a name");
        }
        beginChange();
        values.put(name, value);
    }

    /**
     * Forgets what is kept under a name.
     *
     * @throws IllegalStateException if the response has been made already
     */
    public void remove(String name) {
        beginChange();
        values.remove(name);
    }

    /**
     * Ends the session, as when a visitor signs out: all is forgotten, and so is the session itself. What is set
     * afterwards begins another one.
     *
     * @throws IllegalStateException if the response has been made already
     */
    public void invalidate() {
        beginChange();
        values.clear();
        renewed = true;
    }

    /**
     * Moves what is kept to a new session, and forgets the old one. Call it whenever a visitor signs in: whoever knew
     * the session before, maybe having given it to the visitor, must not share in it from then on.
     *
     * @throws IllegalStateException if the response has been made already
     */
    public void renew() {
        beginChange();
        renewed = true;
    }

    /** Whether the visitor has not come back with it yet. */
    public boolean isNew() {
        return isNew;
    }

    private void beginChange() {
        if (closed) {
            throw new IllegalStateException(
                    "the response has been made: change the session before the handler returns");
        }
        used = true;
        changed = true;
    }

    // -- for the middleware

    boolean isUsed() {
        return used;
    }

    boolean isChanged() {
        return changed;
    }

    boolean isRenewed() {
        return renewed;
    }

    void close() {
        closed = true;
    }

    /** What is kept is not for logs. */
    @Override
    public String toString() {
        String kept = values.size() == 1 ? "1 value" : values.size() + " values";
        return (isNew ? "new session with " : "session with ") + kept;
    }
}
