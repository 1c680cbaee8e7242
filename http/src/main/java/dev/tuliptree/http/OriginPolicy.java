package dev.tuliptree.http;

import dev.tuliptree.http.wire.Origins;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
     * @param host what the request says that it is for, as in {@link Request#host}
     */
    boolean allows(String origin, @Nullable String host);

    /** Pages of the same host and port that the request is for. The default. */
    static OriginPolicy sameHost() {
        return Origins::isSameHost;
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
        return (origin, host) -> allowed.contains(origin.toLowerCase(Locale.ROOT)) || Origins.isSameHost(origin, host);
    }

    /** All pages. For services that look at no cookies. */
    static OriginPolicy any() {
        return (_, _) -> true;
    }
}
