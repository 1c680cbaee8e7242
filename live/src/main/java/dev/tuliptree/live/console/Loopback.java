package dev.tuliptree.live.console;

import dev.tuliptree.http.Request;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a request comes from this machine and is meant for it. */
final class Loopback {
    /** What proxies add: behind one, everybody seems to be on its machine. */
    private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private Loopback() {}

    static boolean isAsked(Request request) {
        return request.remoteAddress().getAddress().isLoopbackAddress()
                && isName(request.host())
                && FORWARDED.stream().allMatch(name -> request.header(name) == null);
    }

    /** Whether a host, with or without its port, is this machine whatever a name server says. */
    static boolean isName(@Nullable String host) {
        if (host == null) return false;
        String name = host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || name.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }
}
