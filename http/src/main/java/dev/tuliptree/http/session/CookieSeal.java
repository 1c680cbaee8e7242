package dev.tuliptree.http.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.http.Cookie;
import dev.tuliptree.http.Request;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes cookies that come back as they left, or count as missing. Each is good for its own name alone, and for a time
 * that it holds inside, since a client may keep a cookie for longer than it was told to. Immutable; any thread.
 *
 * <pre>{@code
 * static final CookieSeal SEAL = CookieSeal.signed(SecretKeys.ofBase64(System.getenv("SECRET")));
 *
 * response.cookie(SEAL.cookie("cart", id, Duration.ofDays(30)));
 * String cart = SEAL.value(request, "cart");   // null if there is none that we have made
 * }</pre>
 */
public sealed interface CookieSeal permits SignedSeal, EncryptedSeal {
    /** How long a cookie may be, its name counted: 4,096 bytes, which is what browsers keep (RFC 6265, 6.1). */
    int MAX_COOKIE_BYTES = 4096;

    /** Signs with HMAC-SHA256. Clients can read what is in a cookie, and change nothing. */
    static CookieSeal signed(SecretKeys keys) {
        return new SignedSeal(keys);
    }

    /**
     * Encrypts with AES-256-GCM and random nonces, for which reason one secret should not make more than four thousand
     * million cookies (NIST SP 800-38D, 8.3). Clients can neither read nor change what is in a cookie; how long it is
     * they see.
     */
    static CookieSeal encrypted(SecretKeys keys) {
        return new EncryptedSeal(keys);
    }

    /**
     * A cookie with this text inside; otherwise as {@link Cookie#of}, but secure.
     *
     * @param name a token
     * @param value any text
     * @param life for how long it is good, and kept
     * @throws IllegalArgumentException if the name is malformed, the time not positive, or it would be longer than
     *     {@link #MAX_COOKIE_BYTES}
     */
    default Cookie cookie(String name, String value, Duration life) {
        if (!life.isPositive()) {
            throw new IllegalArgumentException("a cookie must be good for some time, not " + life);
        }
        String sealed = seal(name, value.getBytes(UTF_8), Instant.now().plus(life));
        return Cookie.of(name, sealed).secured().maxAge(life);
    }

    /**
     * The text inside of a cookie that was made by {@link #cookie}.
     *
     * @return null if the request has no such cookie, or one that was changed, was made with other keys or under
     *     another name, or has expired
     */
    default @Nullable String value(Request request, String name) {
        String cookie = request.cookie(name);
        Unsealed unsealed = cookie == null ? null : open(name, cookie, Instant.now());
        return unsealed == null ? null : new String(unsealed.content(), UTF_8);
    }

    /**
     * The value of a cookie.
     *
     * @throws IllegalArgumentException if it would be too long
     */
    String seal(String name, byte[] content, Instant expiry);

    /** What is in the value of a cookie; null if it is not one of ours, or has expired. */
    @Nullable
    Unsealed open(String name, String value, Instant now);
}
