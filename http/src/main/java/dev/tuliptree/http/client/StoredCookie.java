package dev.tuliptree.http.client;

import java.time.Instant;

/**
 * A cookie in a jar (RFC 6265bis, 5.7).
 *
 * @param name maybe empty
 * @param value maybe empty
 * @param domain the host it came from, or the domain it is for
 * @param hostOnly whether it goes to that very host only
 * @param path which paths it goes to
 * @param expires when it is dropped; {@link Instant#MAX} if the session ends before
 * @param secure whether it goes over TLS only
 * @param created a number that grows with each cookie
 */
record StoredCookie(
        String name,
        String value,
        String domain,
        boolean hostOnly,
        String path,
        Instant expires,
        boolean secure,
        long created) {

    /** Whether it takes the place of that one. */
    boolean replaces(StoredCookie other) {
        return name.equals(other.name)
                && domain.equals(other.domain)
                && hostOnly == other.hostOnly
                && path.equals(other.path);
    }

    StoredCookie createdAs(StoredCookie old) {
        return new StoredCookie(name, value, domain, hostOnly, path, expires, secure, old.created);
    }

    boolean isExpired(Instant now) {
        return !expires.isAfter(now);
    }

    boolean matches(Origin origin, String requestPath) {
        return (!secure || origin.secure())
                && (hostOnly ? origin.host().equals(domain) : domainMatches(origin.host(), domain))
                && pathMatches(requestPath, path);
    }

    /** Whether a host lies in a domain (RFC 6265bis, 5.1.3). */
    static boolean domainMatches(String host, String domain) {
        return host.equals(domain) || (host.endsWith("." + domain) && !HostName.isAddress(host));
    }

    /** Whether a path lies below another (RFC 6265bis, 5.1.4). */
    static boolean pathMatches(String path, String prefix) {
        return path.startsWith(prefix)
                && (path.length() == prefix.length() || prefix.endsWith("/") || path.charAt(prefix.length()) == '/');
    }

    /** As the Cookie header carries it. */
    String pair() {
        return name.isEmpty() ? value : name + "=" + value;
    }

    /** Its value may be secret. */
    @Override
    public String toString() {
        return name + " for " + domain + path;
    }
}
