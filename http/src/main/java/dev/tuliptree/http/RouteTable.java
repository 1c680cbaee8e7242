package dev.tuliptree.http;

import dev.tuliptree.http.routing.PathPattern;
import dev.tuliptree.http.routing.RouteTree;
import dev.tuliptree.http.server.Dispatch;
import dev.tuliptree.http.server.Endpoint;
import dev.tuliptree.http.server.Endpoint.Terms;
import dev.tuliptree.http.wire.FieldSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The routes of an application in the order they were added, with what was said of each. */
final class RouteTable {
    private record Entry(Route route, PathPattern pattern, Handler handler) {}

    private final List<Entry> entries = new ArrayList<>();
    /** Only to notice, when a route is added, that there is such a one already. */
    private final RouteTree<Route> registered = new RouteTree<>();

    private final Map<String, Route> names = new HashMap<>();
    private final Map<Route, Terms> terms = new HashMap<>();

    /** Adds a route: see {@link Application#route}. */
    Route add(String method, String path, Handler handler) {
        PathPattern pattern = PathPattern.parse(path);
        Route route = new Route(FieldSyntax.checkMethod(method), path);
        registered.add(method, pattern, route);
        entries.add(new Entry(route, pattern, handler));
        return route;
    }

    /** Gives a route a name: see {@link Application#name}. */
    void name(String name, Route route) {
        if (names.putIfAbsent(name, route) != null) {
            throw new IllegalArgumentException("there is a route named " + name + " already");
        }
    }

    /** The route of this name: see {@link Application#path}. */
    Route named(String name) {
        Route route = names.get(name);
        if (route == null) {
            throw new IllegalArgumentException("there is no route named " + name);
        }
        return route;
    }

    /** Limits the bodies of a route's requests: see {@link Application#maxBodyBytes}. */
    void limitBody(Route route, long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a limit is negative");
        }
        checkKnown(route);
        terms.put(route, terms(route).withMaxBodyBytes(bytes));
    }

    /** Ends the handler of a route with its client: see {@link Application#cancelOnDisconnect}. */
    void endWithClient(Route route) {
        checkKnown(route);
        terms.put(route, terms(route).endingWithClient());
    }

    private void checkKnown(Route route) {
        if (entries.stream().noneMatch(entry -> entry.route().equals(route))) {
            throw new IllegalArgumentException(
                    "this application has no route " + route.method() + " " + route.pattern());
        }
    }

    private Terms terms(Route route) {
        return terms.getOrDefault(route, Terms.USUAL);
    }

    /**
     * Adds all routes of another table under a prefix, with what was said of them: see {@link Application#mount}.
     *
     * @param around put around each of their handlers
     */
    void mount(String prefix, RouteTable other, UnaryOperator<Handler> around) {
        for (Entry entry : other.entries) {
            Route from = entry.route();
            Route route = add(from.method(), prefix + from.pattern(), around.apply(entry.handler()));
            terms.put(route, other.terms(from));
            other.names.forEach((name, named) -> {
                if (named == from) {
                    name(name, route);
                }
            });
        }
    }

    /** What leads from a path to what answers, middleware and all. */
    RouteTree<Endpoint> tree(List<Middleware> around) {
        RouteTree<Endpoint> tree = new RouteTree<>();
        for (Entry entry : entries) {
            Route route = entry.route();
            Handler handler = Dispatch.around(entry.handler(), around);
            tree.add(route.method(), entry.pattern(), new Endpoint(handler, terms(route)));
        }
        return tree;
    }
}
