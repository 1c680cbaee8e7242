package dev.tuliptree.http;

import dev.tuliptree.http.wire.CookieSyntax;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A cookie that a server sets (RFC 6265, 4.1).
 *
 * <pre>{@code
 * Response.text("Welcome").cookie(Cookie.of("session", id).maxAge(Duration.ofDays(1)).secured());
 * }</pre>
 *
 * @param name a token
 * @param value visible ASCII without quotes, commas, semicolons and backslashes: encode what may be anything else
 * @param path which paths it is sent to; null for those beside the one that set it
 * @param domain to which hosts it is sent, besides the one that set it; null for no others
 * @param maxAge how long it is kept, zero to have it dropped; null for as long as the browser is open
 * @param secure whether it is sent over TLS only
 * @param httpOnly whether it is hidden from scripts
 * @param sameSite whether it is sent with requests that other sites cause
 */
public record Cookie(
        String name,
        String value,
        @Nullable String path,
        @Nullable String domain,
        @Nullable Duration maxAge,
        boolean secure,
        boolean httpOnly,
        SameSite sameSite) {

    /** Whether a cookie is sent with requests that other sites cause. */
    public enum SameSite {
        /** Never. */
        STRICT("Strict"),
        /** Only when the user follows a link. */
        LAX("Lax"),
        /** Always; the cookie must be {@link #secure}. */
        NONE("None");

        private final String word;

        SameSite(String word) {
            this.word = word;
        }
    }

    /**
     * Checks that it can be sent, and that a browser would take it.
     *
     * @throws IllegalArgumentException if something is malformed; if it is for all sites but not secure; or if it does
     *     not keep what the prefix of its name promises, {@code __Secure-} or {@code __Host-}
     */
    public Cookie {
        CookieSyntax.checkName(name);
        CookieSyntax.checkValue(value);
        if (path != null && !CookieSyntax.checkAttribute(path).startsWith("/")) {
            throw new IllegalArgumentException("the path of a cookie begins with a slash");
        }
        if (domain != null && CookieSyntax.checkAttribute(domain).isEmpty()) {
            throw new IllegalArgumentException("the domain of a cookie is empty");
        }
        if (maxAge != null && maxAge.isNegative()) {
            throw new IllegalArgumentException("maxAge is negative");
        }
        if (sameSite == SameSite.NONE && !secure) {
            throw new IllegalArgumentException("browsers take SameSite=None of secure cookies only");
        }
        if (isNamed(name, "__Secure-") && !secure) {
            throw new IllegalArgumentException("a cookie named __Secure-... must be secure");
        }
        if (isNamed(name, "__Host-") && (!secure || domain != null || !"/".equals(path))) {
            throw new IllegalArgumentException("a cookie named __Host-... must be secure, with path / and no domain");
        }
    }

    /**
     * A cookie for all paths of this host, for as long as the browser is open, hidden from scripts, and sent with
     * requests of other sites only where the user follows a link. If its name has a prefix that promises that it is
     * secure, it is.
     *
     * @throws IllegalArgumentException if the name or value is malformed
     */
    public static Cookie of(String name, String value) {
        boolean secure = isNamed(name, "__Secure-") || isNamed(name, "__Host-");
        return new Cookie(name, value, "/", null, null, secure, true, SameSite.LAX);
    }

    private static boolean isNamed(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** The same with another {@link #path}. */
    public Cookie path(@Nullable String path) {
        return new Cookie(name, value, path, domain, maxAge, secure, httpOnly, sameSite);
    }

    /** The same with another {@link #domain}. */
    public Cookie domain(@Nullable String domain) {
        return new Cookie(name, value, path, domain, maxAge, secure, httpOnly, sameSite);
    }

    /** The same with another {@link #maxAge}. */
    public Cookie maxAge(@Nullable Duration time) {
        return new Cookie(name, value, path, domain, time, secure, httpOnly, sameSite);
    }

    /** The same, {@link #secure}. */
    public Cookie secured() {
        return new Cookie(name, value, path, domain, maxAge, true, httpOnly, sameSite);
    }

    /** The same, {@link #httpOnly} or not. */
    public Cookie httpOnly(boolean hidden) {
        return new Cookie(name, value, path, domain, maxAge, secure, hidden, sameSite);
    }

    /** The same with another {@link #sameSite}. */
    public Cookie sameSite(SameSite sameSite) {
        return new Cookie(name, value, path, domain, maxAge, secure, httpOnly, sameSite);
    }

    /** As the Set-Cookie header carries it. The value may be secret. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name).append('=').append(value);
        if (path != null) {
            text.append("; Path=").append(path);
        }
        if (domain != null) {
            text.append("; Domain=").append(domain);
        }
        if (maxAge != null) {
            text.append("; Max-Age=").append(maxAge.toSeconds());
        }
        text.append(secure ? "; Secure" : "").append(httpOnly ? "; HttpOnly" : "");
        return text.append("; SameSite=").append(sameSite.word).toString();
    }
}
