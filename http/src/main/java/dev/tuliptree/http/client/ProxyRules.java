package dev.tuliptree.http.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy leads where. Immutable; any thread.
 *
 * <pre>{@code
 * ClientOptions.DEFAULT.withProxy(ProxyRules.all(Proxy.http("proxy.example", 3128)).except("localhost", "10.0.0.0/8"))
 * }</pre>
 *
 * @param forPlain what leads to http and ws; null for none
 * @param forSecure what leads to https and wss; null for none
 * @param exceptions what is connected to directly: see {@link #except}
 */
public record ProxyRules(@Nullable Proxy forPlain, @Nullable Proxy forSecure, List<String> exceptions) {
    /** No proxy for anything. */
    public static final ProxyRules NONE = new ProxyRules(null, null, List.of());

    /**
     * Checks the exceptions.
     *
     * @throws IllegalArgumentException if one of them is none
     */
    public ProxyRules {
        exceptions = List.copyOf(exceptions);
        exceptions.forEach(HostPattern::of);
    }

    /** One proxy for everything. */
    public static ProxyRules all(Proxy proxy) {
        return new ProxyRules(proxy, proxy, List.of());
    }

    /**
     * The same, but to these hosts the client connects directly. {@code example.org} stands for that host and all below
     * it, and so does {@code .example.org}; {@code 10.0.0.1} for an address and {@code 10.0.0.0/8} for all of a
     * network, though names are not looked up to see which they lead to; {@code *} for everything. With {@code :8080}
     * behind a name, only that port is meant.
     *
     * @throws IllegalArgumentException if one is something else
     */
    public ProxyRules except(String... hosts) {
        List<String> all = new ArrayList<>(exceptions);
        all.addAll(List.of(hosts));
        return new ProxyRules(forPlain, forSecure, all);
    }

    /**
     * What the environment says: {@code http_proxy}, {@code https_proxy} and {@code all_proxy} name proxies, as
     * {@link Proxy#of} reads them, and {@code no_proxy} exceptions, with commas between them. All but the first may
     * also be in capitals; {@code HTTP_PROXY} is what a web server makes of a header that anybody can send.
     *
     * @throws IllegalArgumentException if one of them cannot be read; says which
     */
    public static ProxyRules fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    static ProxyRules fromEnvironment(Map<String, String> environment) {
        Proxy all = proxy(environment, "all_proxy", "ALL_PROXY");
        Proxy plain = proxy(environment, "http_proxy");
        Proxy secure = proxy(environment, "https_proxy", "HTTPS_PROXY");
        List<String> exceptions = new ArrayList<>();
        for (String one : value(environment, "no_proxy", "NO_PROXY").split(",", -1)) {
            if (!one.isBlank()) {
                exceptions.add(one.strip());
            }
        }
        try {
            return new ProxyRules(plain == null ? all : plain, secure == null ? all : secure, exceptions);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("no_proxy: " + e.getMessage(), e);
        }
    }

    private static @Nullable Proxy proxy(Map<String, String> environment, String... names) {
        String value = value(environment, names);
        try {
            return value.isEmpty() ? null : Proxy.of(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(names[0] + ": " + e.getMessage(), e);
        }
    }

    private static String value(Map<String, String> environment, String... names) {
        for (String name : names) {
            String value = environment.get(name);
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return "";
    }

    /** What leads to an origin; null if nothing is in between. */
    @Nullable
    Proxy proxyFor(Origin origin) {
        Proxy proxy = origin.secure() ? forSecure : forPlain;
        if (proxy == null
                || exceptions.stream().anyMatch(text -> HostPattern.of(text).matches(origin))) {
            return null;
        }
        return proxy;
    }
}
