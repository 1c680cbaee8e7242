package dev.tuliptree.http;

import dev.tuliptree.http.address.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The proxies in front of a server whose word is taken on where requests come from: {@link Request#remoteAddress},
 * {@link Request#isSecure} and {@link Request#host} then tell of the client and what it asked for, not of the proxy.
 *
 * <pre>{@code
 * ServerOptions.DEFAULT.withTrustedProxies(TrustedProxies.xForwarded("127.0.0.1", "10.0.0.0/8"))
 * }</pre>
 *
 * <p>Anybody can send such headers, so they count only if the connection comes from one of these addresses, and of a
 * list only what these have added: the client is the last address in it that is none of theirs. The proxy has to set
 * all headers that are looked at, or take them away: what it passes on from the client is believed. For the same reason
 * only one kind is looked at.
 *
 * <p>From a socket file everything is believed, since only proxies on this machine are there. Immutable; any thread.
 */
public final class TrustedProxies {
    /** Which headers tell. */
    public enum Kind {
        /** {@code Forwarded} (RFC 7239). */
        FORWARDED,
        /** {@code X-Forwarded-For}, {@code X-Forwarded-Proto} and {@code X-Forwarded-Host}. */
        X_FORWARDED
    }

    private final Kind kind;
    private final List<AddressRange> ranges;

    private TrustedProxies(Kind kind, String... proxies) {
        this.kind = kind;
        ranges = Stream.of(proxies).map(TrustedProxies::range).toList();
    }

    private static AddressRange range(String text) {
        try {
            return AddressRange.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("neither an address nor a network such as 10.0.0.0/8: " + text, e);
        }
    }

    /**
     * Proxies that set {@code Forwarded} (RFC 7239).
     *
     * @param proxies their addresses, or networks that nobody else is in
     * @throws IllegalArgumentException if one is neither
     */
    public static TrustedProxies forwarded(String... proxies) {
        return new TrustedProxies(Kind.FORWARDED, proxies);
    }

    /**
     * Proxies that set {@code X-Forwarded-For}, {@code X-Forwarded-Proto} and {@code X-Forwarded-Host}.
     *
     * @param proxies their addresses, or networks that nobody else is in
     * @throws IllegalArgumentException if one is neither
     */
    public static TrustedProxies xForwarded(String... proxies) {
        return new TrustedProxies(Kind.X_FORWARDED, proxies);
    }

    /** Which headers tell. */
    public Kind kind() {
        return kind;
    }

    /** Whether an address is that of such a proxy. */
    public boolean contains(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    @Override
    public String toString() {
        return kind + " from " + ranges;
    }
}
