package dev.tuliptree.http.server;

import dev.tuliptree.http.Handler;

/**
 * What a route leads to.
 *
 * @param handler answers, with its middleware around it
 * @param terms how
 */
public record Endpoint(Handler handler, Terms terms) {
    /**
     * What was said of a route.
     *
     * @param maxBodyBytes what a request's body may have, or {@link #SERVER_LIMIT}
     * @param endsWithClient whether the handler is cancelled when the client goes away
     */
    public record Terms(long maxBodyBytes, boolean endsWithClient) {
        /** Of a route that has the limit of all requests of its server. */
        public static final long SERVER_LIMIT = -1;

        /** Of a route of which nothing was said. */
        public static final Terms USUAL = new Terms(SERVER_LIMIT, false);

        /** The same with another limit. */
        public Terms withMaxBodyBytes(long bytes) {
            return new Terms(bytes, endsWithClient);
        }

        /** The same, ending with the client. */
        public Terms endingWithClient() {
            return new Terms(maxBodyBytes, true);
        }
    }
}
