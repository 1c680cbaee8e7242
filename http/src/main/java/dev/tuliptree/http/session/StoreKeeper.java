package dev.tuliptree.http.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that are in a store; their cookies are 256 random bits each. One that the store does not know is never
 * adopted, so nobody can choose the session of another.
 */
record StoreKeeper(SessionStore store, Duration life, InstantSource clock) implements SessionKeeper {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 32;
    private static final int ID_LENGTH = 43;

    /** Among the values, when they were kept, in seconds; sessions have no values of this name. */
    private static final String KEPT_AT = "";

    @Override
    public @Nullable Loaded load(String name, String cookie) throws IOException {
        Map<String, String> kept = cookie.length() == ID_LENGTH ? store.load(key(cookie)) : null;
        if (kept == null) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>(kept);
        String keptAt = values.remove(KEPT_AT);
        boolean young = keptAt != null
                && clock.instant()
                        .isBefore(Instant.ofEpochSecond(Long.parseLong(keptAt)).plus(life.dividedBy(2)));
        return new Loaded(values, young);
    }

    @Override
    public @Nullable String save(String name, @Nullable String old, boolean renew, Map<String, String> session)
            throws IOException {
        Map<String, String> values = new LinkedHashMap<>(session);
        values.put(KEPT_AT, Long.toString(clock.instant().getEpochSecond()));
        if (old != null && !renew) {
            return store.update(key(old), values, life) ? old : null;
        }
        String id = newId();
        store.create(key(id), values, life);
        if (old != null) {
            store.delete(key(old));
        }
        return id;
    }

    @Override
    public void delete(String cookie) throws IOException {
        store.delete(key(cookie));
    }

    private static String newId() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    private static String key(String id) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(id.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
