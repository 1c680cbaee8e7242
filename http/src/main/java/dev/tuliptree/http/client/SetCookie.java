package dev.tuliptree.http.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes a Set-Cookie header apart (RFC 6265bis, 5.6), and judges whether what it says may be kept (5.7). */
final class SetCookie {
    private static final int MAX_PAIR = 4096;
    private static final int MAX_ATTRIBUTE = 1024;

    /** Nothing is kept for longer. */
    private static final Duration MAX_AGE = Duration.ofDays(400);

    private final Instant now;
    private String name = "";
    private String value = "";
    private String domain = "";
    private @Nullable String path;
    private @Nullable Instant expires;
    private @Nullable Instant maxAge;
    private boolean secure;
    private boolean forAllSites;

    private SetCookie(Instant now) {
        this.now = now;
    }

    /**
     * What the header sets.
     *
     * @param created see {@link StoredCookie#created}
     * @return null if it is not to be kept
     */
    static @Nullable StoredCookie parse(String header, Url url, PublicSuffixes suffixes, Instant now, long created) {
        SetCookie cookie = new SetCookie(now);
        return cookie.read(header) ? cookie.judge(url, suffixes, created) : null;
    }

    private boolean read(String header) {
        if (header.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            return false;
        }
        int end = end(header, 0);
        String pair = header.substring(0, end);
        int equals = pair.indexOf('=');
        name = equals < 0 ? "" : pair.substring(0, equals).strip();
        value = pair.substring(equals + 1).strip();
        if ((name.isEmpty() && value.isEmpty()) || name.length() + value.length() > MAX_PAIR) {
            return false;
        }
        while (end < header.length()) {
            int start = end + 1;
            end = end(header, start);
            attribute(header.substring(start, end));
        }
        return true;
    }

    private static int end(String header, int from) {
        int semicolon = header.indexOf(';', from);
        return semicolon < 0 ? header.length() : semicolon;
    }

    private void attribute(String text) {
        int equals = text.indexOf('=');
        String attribute = (equals < 0 ? text : text.substring(0, equals)).strip();
        String content = equals < 0 ? "" : text.substring(equals + 1).strip();
        if (content.length() > MAX_ATTRIBUTE) {
            return;
        }
        switch (attribute.toLowerCase(Locale.ROOT)) {
            case "expires" -> {
                Instant date = CookieDate.parse(content);
                expires = date == null ? expires : date;
            }
            case "max-age" -> maxAge(content);
            case "domain" ->
                domain = (content.startsWith(".") ? content.substring(1) : content).toLowerCase(Locale.ROOT);
            case "path" -> path = content.startsWith("/") ? content : null;
            case "secure" -> secure = true;
            case "samesite" -> forAllSites = content.equalsIgnoreCase("none");
            default -> {}
        }
    }

    private void maxAge(String content) {
        boolean negative = content.startsWith("-");
        String digits = negative ? content.substring(1) : content;
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return;
        }
        long seconds = digits.length() > 12 ? MAX_AGE.toSeconds() : Long.parseLong(digits);
        maxAge = negative ? now : now.plusSeconds(Math.min(seconds, MAX_AGE.toSeconds()));
    }

    private @Nullable StoredCookie judge(Url url, PublicSuffixes suffixes, long created) {
        String host = url.origin().host();
        boolean hostOnly = domain.isEmpty();
        if (!hostOnly) {
            if (!StoredCookie.domainMatches(host, domain)) {
                return null;
            }
            // Where names are given to anybody, or nobody knows whether they are, it is for the host alone.
            hostOnly = HostName.isAddress(host) || suffixes.contains(domain);
        }
        if ((secure && !url.origin().secure())
                || (forAllSites && !secure)
                || breaksPrefix(hostOnly && domain.isEmpty())) {
            return null;
        }
        return new StoredCookie(
                name,
                value,
                hostOnly ? host : domain,
                hostOnly,
                path == null ? defaultPath(url.path()) : path,
                expiry(),
                secure,
                created);
    }

    private Instant expiry() {
        Instant limit = now.plus(MAX_AGE);
        Instant wanted = maxAge != null ? maxAge : expires;
        return wanted == null ? Instant.MAX : wanted.isAfter(limit) ? limit : wanted;
    }

    /** Whether the name, or the value of a nameless one, promises what the rest does not keep. */
    private boolean breaksPrefix(boolean withoutDomain) {
        String promise = (name.isEmpty() ? value : name).toLowerCase(Locale.ROOT);
        if (promise.startsWith("__host-")) {
            return name.isEmpty() || !secure || !withoutDomain || !"/".equals(path);
        }
        return promise.startsWith("__secure-") && (name.isEmpty() || !secure);
    }

    private static String defaultPath(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }
}
