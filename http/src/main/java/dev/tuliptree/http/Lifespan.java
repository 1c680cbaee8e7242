package dev.tuliptree.http;

import dev.tuliptree.Action;

/**
 * What an application needs for as long as it serves: a pool of connections, say, or a task in the background. After
 * aiohttp's {@code cleanup_ctx} and the lifespan of ASGI.
 *
 * <pre>{@code
 * app.lifespan(serve -> {
 *     try (Database database = Database.open(url)) {
 *         app.attribute(DATABASE, database);
 *         serve.run();
 *     }
 * });
 * }</pre>
 */
@FunctionalInterface
public interface Lifespan {
    /**
     * Runs in a task of its own: what comes before {@code serve.run()} is done before the server listens, what comes
     * after it when the last request has been answered.
     *
     * <p>If it ends before it was asked to, the server ends with it.
     *
     * @param serve suspends until the server has ended; to be called once
     * @throws Exception if the application cannot be served; comes out of {@link Application#listen}
     */
    void run(Action<Exception> serve) throws Exception;
}
