package dev.tuliptree.http.client;

import java.io.IOException;

/** Gets a response to a request: what a {@link ClientMiddleware} stands around. */
@FunctionalInterface
public interface ClientHandler {
    /**
     * Sends a request and waits for the head of the response. A checkpoint. May be called again, with the same request
     * too; a response that is not passed on must be closed before.
     *
     * @param request what to send
     * @return the response
     * @throws IOException as {@link ClientRequest#send} does
     */
    ClientResponse send(ClientRequest request) throws IOException;
}
