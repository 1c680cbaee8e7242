package dev.tuliptree.http;

import dev.tuliptree.http.wire.Origins;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From which sites' pages a WebSocket may be opened. Browsers let every page open one to any server, with the user's
 * cookies, and leave it to the server to look at the Origin header (RFC 6455, 10.2). Clients that are no browsers send
 * none, and are not asked.
 */
@FunctionalInterface
public interface OriginPolicy {
    /**
     * Decides.
     *
     * @param origin what the browser says, such as {@code https://example.org} or {@code null}
     * @param request asks for the WebSocket; where trusted proxies tell what host and scheme the browser has meant, it
     *     knows
     */
    boolean allows(String origin, Request request);

    /**
     * Pages of the same host and port that the request is for, by {@link Request#host}: what a proxy among
     * {@link ServerOptions#proxies} says, or else the header Host. Where the browser came over TLS, as far as is known
     * ({@link Request#isSecure}), its page must have, too. The default.
     */
    static OriginPolicy sameHost() {
        return (origin, request) -> Origins.isSameHost(origin, request.host(), request.isSecure());
    }

    /**
     * Pages of the same host, and of these origins.
     *
     * @param origins scheme, host and, if it is not the usual one, port: {@code https://example.org}
     */
    static OriginPolicy sameHostOr(String... origins) {
        Set<String> allowed = Stream.of(origins)
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        OriginPolicy same = sameHost();
        return (origin, request) -> allowed.contains(origin.toLowerCase(Locale.ROOT)) || same.allows(origin, request);
    }

    /** All pages. For services that look at no cookies. */
    static OriginPolicy any() {
        return (_, _) -> true;
    }
}
