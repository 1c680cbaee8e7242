package dev.tuliptree.http.session;

import java.time.Instant;

/** What a cookie held, after it was found to be genuine. */
public final class Unsealed {
    private final byte[] content;
    private final Instant expiry;
    private final boolean current;

    Unsealed(byte[] content, Instant expiry, boolean current) {
        this.content = content;
        this.expiry = expiry;
        this.current = current;
    }

    /** The bytes that were sealed. A copy. */
    public byte[] content() {
        return content.clone();
    }

    /** Until when it is good. */
    public Instant expiry() {
        return expiry;
    }

    /** Whether it was made with the first of the keys: if not, make it anew. */
    public boolean isCurrent() {
        return current;
    }
}
