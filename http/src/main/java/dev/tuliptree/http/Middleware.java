package dev.tuliptree.http;

/**
 * Stands around the handlers of an application: sees each request before, and each response after, or answers itself.
 *
 * <pre>{@code
 * app.use((request, next) -> next.handle(request).header("X-Served-By", "tuliptree"));
 * }</pre>
 */
@FunctionalInterface
public interface Middleware {
    /**
     * Answers a request, most often with the help of what it stands around.
     *
     * @param request the request
     * @param next the middleware added after this one, or the route's handler. What that throws comes out of it; the
     *     response to a path or method that has no route is returned like any other
     * @return the response
     * @throws Exception as a {@link Handler} may
     */
    Response handle(Request request, Handler next) throws Exception;
}
