package dev.tuliptree.http.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sessions that are in their cookies. */
record CookieKeeper(CookieSeal seal, Duration life, InstantSource clock) implements SessionKeeper {
    @Override
    public @Nullable Loaded load(String name, String cookie) {
        Instant now = clock.instant();
        Unsealed unsealed = seal.open(name, cookie, now);
        if (unsealed == null) {
            return null;
        }
        boolean young = now.plus(life.dividedBy(2)).isBefore(unsealed.expiry());
        return new Loaded(SessionText.decode(unsealed.content()), young && unsealed.isCurrent());
    }

    @Override
    public String save(String name, @Nullable String old, boolean renew, Map<String, String> values) {
        return seal.seal(name, SessionText.encode(values), clock.instant().plus(life));
    }

    @Override
    public void delete(String cookie) {
        // The client forgets it; nobody else has it.
    }
}
