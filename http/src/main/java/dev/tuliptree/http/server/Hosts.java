package dev.tuliptree.http.server;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The applications that answer for certain hosts.
 *
 * @param byName by host in lower case, without a port; those with {@code *.} in front stand for all below a domain
 */
public record Hosts(Map<String, Dispatch> byName) {
    /** None. */
    public static final Hosts NONE = new Hosts(Map.of());

    /** Copies them. */
    public Hosts {
        byName = Map.copyOf(new HashMap<>(byName));
    }

    /** What answers for a host as the client named it; null for whatever answers for all others. */
    @Nullable
    Dispatch find(@Nullable String host) {
        if (host == null || byName.isEmpty()) {
            return null;
        }
        String name = withoutPort(host).toLowerCase(Locale.ROOT);
        Dispatch exact = byName.get(name);
        int dot = name.indexOf('.');
        while (exact == null && dot >= 0) {
            exact = byName.get("*" + name.substring(dot));
            dot = name.indexOf('.', dot + 1);
        }
        return exact;
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        String name = colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
