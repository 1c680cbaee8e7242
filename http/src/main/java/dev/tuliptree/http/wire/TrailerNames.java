package dev.tuliptree.http.wire;

import java.util.Locale;
import java.util.Set;

/**
 * Which header lines may come behind a body (RFC 9110, 6.5.1). Whoever reads a message has acted on its head by then:
 * what says where it ends, whom it is for, who asks or how to treat it would come too late, and would be a way around
 * whoever checked only the head.
 */
public final class TrailerNames {
    /** What is refused in what a peer sends: it says where a message ends, or whom it is for. */
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "host");

    private static final Set<String> NEVER = Set.of(
            "age",
            "authorization",
            "cache-control",
            "connection",
            "content-encoding",
            "content-length",
            "content-range",
            "content-type",
            "cookie",
            "date",
            "expect",
            "expires",
            "forwarded",
            "host",
            "keep-alive",
            "location",
            "max-forwards",
            "pragma",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "range",
            "retry-after",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "vary",
            "warning",
            "www-authenticate");

    private TrailerNames() {}

    /**
     * Returns the name given.
     *
     * @throws IllegalArgumentException if it is not a token, or such a header cannot come behind a body
     */
    public static String check(String name) {
        String lower = FieldSyntax.checkName(name).toLowerCase(Locale.ROOT);
        if (NEVER.contains(lower) || lower.startsWith("if-") || lower.startsWith("sec-")) {
            throw new IllegalArgumentException(
                    name + " cannot be a trailer: whoever reads it acts on it before the body, so set it as a header");
        }
        return name;
    }

    /** Whether one of these lines frames messages. */
    static boolean frames(HeaderBlock lines) {
        return FRAMING.stream().anyMatch(lines::contains);
    }
}
