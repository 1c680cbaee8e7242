package dev.tuliptree.live;

import static dev.tuliptree.Async.loop;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The states of pages that have left and may come back, each under a secret that only its page was told, and those of
 * pages that are there. Loop thread only.
 *
 * <p>The state of a page that is still there is copied: the window may have been duplicated, with the secret, or be
 * back before the loss of its connection was noticed.
 */
final class KeptStates {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final StateLimits limits;
    /** Of the pages that are there. */
    private final Map<String, Kept> present = new LinkedHashMap<>();
    /** Of those that have left, longest ago first. */
    private final Map<String, Kept> left = new LinkedHashMap<>();

    private record Kept(State state, @Nullable Object user, long until) {}

    KeptStates(StateLimits limits) {
        this.limits = limits;
    }

    /** What nobody guesses: 128 random bits, in hexadecimal. */
    static String newSecret() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Knows a page that is there; returns its secret. */
    String enter(State state, @Nullable Object user) {
        String secret = newSecret();
        present.put(secret, new Kept(state, user, 0));
        return secret;
    }

    /** The page has left: its state is kept for a while, if there is anything in it. */
    void leave(String secret) {
        Kept kept = present.remove(secret);
        if (kept == null || kept.state().isEmpty()) return;
        forgetOld();
        if (left.size() == limits.maxKept()) forgetFirst();
        left.put(secret, new Kept(kept.state(), kept.user(), loop().timeAfter(limits.keptFor())));
    }

    /** The state for a secret, once; null if there is none for that user. */
    @Nullable
    State claim(String secret, @Nullable Object user) {
        forgetOld();
        Kept kept = left.get(secret);
        if (kept == null) kept = present.get(secret);
        // A wrong user does not take it away from the right one either.
        if (kept == null || !Objects.equals(kept.user(), user)) return null;
        left.remove(secret);
        return kept.state();
    }

    private void forgetOld() {
        long now = loop().nanoTime();
        left.values().removeIf(kept -> kept.until() - now <= 0);
    }

    private void forgetFirst() {
        Iterator<?> oldest = left.values().iterator();
        oldest.next();
        oldest.remove();
    }

    int size() {
        return left.size();
    }
}
