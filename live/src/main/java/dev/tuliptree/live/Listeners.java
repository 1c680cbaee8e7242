package dev.tuliptree.live;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The handlers that one page alone has. Loop thread only. */
final class Listeners {
    private final Client client;
    private final LiveApp app;
    private final Map<String, Handler> handlers = new HashMap<>();

    Listeners(Client client, LiveApp app) {
        this.client = client;
        this.app = app;
    }

    void add(Route route, Handler handler) {
        if (route instanceof Route.Lifecycle) {
            throw new IllegalArgumentException("\"" + route.name() + "\" is for the application's handlers only");
        }
        int limit = app.limits().maxHandlers();
        if (!handlers.containsKey(route.name()) && handlers.size() == limit) {
            throw new IllegalStateException(client + " has " + limit + " handlers of its own already");
        }
        boolean heard = handlers.put(route.name(), handler) != null || app.handler(route.name()) != null;
        if (route instanceof Route.DomEvent event && !heard) client.listen(event, true);
    }

    void remove(Route route) {
        boolean unheard = handlers.remove(route.name()) != null && app.handler(route.name()) == null;
        if (route instanceof Route.DomEvent event && unheard) client.listen(event, false);
    }

    @Nullable
    Handler handler(String route) {
        Handler own = handlers.get(route);
        return own != null ? own : app.handler(route);
    }
}
