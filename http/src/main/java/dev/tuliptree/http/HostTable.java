package dev.tuliptree.http;

import dev.tuliptree.http.server.Dispatch;
import dev.tuliptree.http.server.Hosts;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The applications that answer for hosts of their own, inside of one that answers for all others. */
final class HostTable {
    private final Map<String, Application> byName = new HashMap<>();

    /** Adds one: see {@link Application#host}. */
    void add(String host, Application application) {
        String name = host.toLowerCase(Locale.ROOT);
        String plain = name.startsWith("*.") ? name.substring(2) : name;
        if (plain.isEmpty() || plain.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || "*/:".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("neither a host nor *. and a domain: " + host);
        }
        if (byName.putIfAbsent(name, application) != null) {
            throw new IllegalArgumentException("there is an application for " + host + " already");
        }
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    /** What serves them. */
    Hosts serving(Function<Application, Dispatch> dispatch) {
        Map<String, Dispatch> dispatches = new HashMap<>();
        byName.forEach((host, application) -> dispatches.put(host, dispatch.apply(application)));
        return new Hosts(dispatches);
    }
}
