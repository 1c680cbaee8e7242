package dev.tuliptree.http.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the Origin header says (RFC 6454). */
public final class Origins {
    private Origins() {}

    /**
     * Whether an origin has the host and port that a request is for. Schemes are not compared, since behind a proxy
     * that ends TLS we do not know ours.
     *
     * @param origin the value of the Origin header; {@code null}, the word, is the same as no host
     * @param host the {@code host} or {@code host:port} that the request is for, if it said
     */
    public static boolean isSameHost(String origin, @Nullable String host) {
        String lower = origin.toLowerCase(Locale.ROOT);
        String defaultPort;
        String authority;
        if (lower.startsWith("http://")) {
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
