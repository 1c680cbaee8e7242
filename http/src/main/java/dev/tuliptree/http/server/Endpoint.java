package dev.tuliptree.http.server;

import dev.tuliptree.http.Handler;

/**
 * What a route leads to.
 *
 * @param handler answers, with its middleware around it
 * @param maxBodyBytes what a request's body may have, or {@link #SERVER_LIMIT}
 */
public record Endpoint(Handler handler, long maxBodyBytes) {
    /** Of a route that has the limit of all requests of its server. */
    public static final long SERVER_LIMIT = -1;
}
