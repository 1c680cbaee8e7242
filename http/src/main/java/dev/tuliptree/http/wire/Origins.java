package dev.tuliptree.http.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the Origin header says (RFC 6454). */
public final class Origins {
    private Origins() {}

    /**
     * Whether an origin has the host and port that a request is for.
     *
     * @param origin the value of the Origin header; {@code null}, the word, is the same as no host
     * @param host the {@code host} or {@code host:port} that the request is for, if it said
     * @param secure whether it is known to have come over TLS, so that the origin's scheme must be https. If not, it
     *     may be either: behind a proxy that ends TLS and does not say so, we do not know ours
     */
    public static boolean isSameHost(String origin, @Nullable String host, boolean secure) {
        String lower = origin.toLowerCase(Locale.ROOT);
        String defaultPort;
        String authority;
        if (lower.startsWith("http://") && !secure) {
            defaultPort = ":80";
            authority = lower.substring(7);
        } else if (lower.startsWith("https://")) {
            defaultPort = ":443";
            authority = lower.substring(8);
        } else {
            return false;
        }
        if (host == null || authority.isEmpty()) {
            return false;
        }
        return withoutPort(authority, defaultPort).equals(withoutPort(host.toLowerCase(Locale.ROOT), defaultPort));
    }

    private static String withoutPort(String authority, String port) {
        return authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) : authority;
    }
}
