package dev.tuliptree.http.client;

import java.io.IOException;

/**
 * Stands around all that a session sends: sees each request before it leaves, and each response before the program
 * does, or answers itself. Every redirect is a request of its own. After aiohttp's client middlewares.
 *
 * <pre>{@code
 * ClientMiddleware signing = (request, next) -> next.send(request.header("X-Signature", sign(request.url())));
 * }</pre>
 */
@FunctionalInterface
public interface ClientMiddleware {
    /**
     * Answers a request, most often with the help of what it stands around. A checkpoint.
     *
     * @param request the request; it may be changed
     * @param next the middleware added after this one, or the server
     * @return the response; one that {@code next} has returned and that is not passed on must be closed
     * @throws IOException as {@link ClientRequest#send} does
     */
    ClientResponse handle(ClientRequest request, ClientHandler next) throws IOException;
}
