package dev.tuliptree.http.server;

import dev.tuliptree.Cancelled;
import dev.tuliptree.http.Handler;
import dev.tuliptree.http.Middleware;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.routing.Match;
import dev.tuliptree.http.routing.RouteTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * From a request to its response: finds the route and runs its handler, with the middleware around it.
 *
 * @param routes leads to handlers that have their middleware around them already
 * @param middleware for the requests that have no route
 * @param errors what to answer when something goes wrong
 * @param hosts what answers instead for certain hosts
 */
public record Dispatch(RouteTree<Endpoint> routes, List<Middleware> middleware, ErrorResponses errors, Hosts hosts) {
    private static final Set<String> KNOWN_METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE");

    /** Puts middleware around a handler, the first outermost. */
    public static Handler around(Handler handler, List<Middleware> middleware) {
        Handler inner = handler;
        for (Middleware outer : middleware.reversed()) {
            Handler next = inner;
            inner = request -> outer.handle(request, next);
        }
        return inner;
    }

    /** Answers a request; of all that may go wrong, only a cancellation comes out of it. */
    Response respond(ServerRequest request) {
        Dispatch other = hosts.find(request.host());
        return other == null ? answer(request) : other.answer(request);
    }

    private Response answer(ServerRequest request) {
        try {
            return switch (routes.find(request.method(), request.path())) {
                case Match.Found<Endpoint> found -> {
                    request.route(found);
                    yield checked(request.answerBy(found.target()));
                }
                case Match.Missing<Endpoint>(Set<String> allowed) -> {
                    request.admitBody(Endpoint.Terms.SERVER_LIMIT);
                    yield withoutRoute(request, allowed);
                }
            };
        } catch (Cancelled e) {
            throw e;
        } catch (Throwable e) {
            if (request.isClientGone() && (e instanceof IOException || e instanceof UncheckedIOException)) {
                // Nobody is left to be answered, and nothing is wrong with the handler.
                ErrorResponses.lost(request, e);
                return ErrorResponses.plain(400, null);
            }
            return errors.of(request, e);
        }
    }

    private Response withoutRoute(ServerRequest request, Set<String> allowed) throws Exception {
        Handler handler = around(asked -> missing(asked, allowed), middleware);
        return checked(handler.handle(request));
    }

    private Response missing(Request request, Set<String> allowed) {
        String method = request.method();
        if (method.equals("OPTIONS") && (!allowed.isEmpty() || request.path().equals("*"))) {
            return allow(Response.empty(), allowed);
        }
        if (!KNOWN_METHODS.contains(method) && allowed.isEmpty()) {
            return errors.page(request, ErrorResponses.plain(501, "This method is not known here."));
        }
        if (allowed.isEmpty()) {
            return errors.page(request, ErrorResponses.plain(404, null));
        }
        return errors.page(request, allow(ErrorResponses.plain(405, null), allowed));
    }

    private static Response allow(Response response, Set<String> allowed) {
        Set<String> all = new TreeSet<>(allowed);
        all.add("OPTIONS");
        return response.header("Allow", String.join(", ", all));
    }

    @SuppressWarnings("NullAway") // Handlers are written by users, whose compilers may not have checked.
    private static Response checked(Response response) {
        return Objects.requireNonNull(response, "a handler returned null instead of a response");
    }
}
