package dev.tuliptree.http;

import dev.tuliptree.http.server.LogText;
import java.time.Duration;
import java.util.Locale;

/**
 * Is told of each request that was answered: see {@link ServerOptions#withAccessLog}. What could not be read as a
 * request is no request.
 */
@FunctionalInterface
public interface AccessLog {
    /**
     * A request was answered, or the client went away before. Runs on the loop's thread, and must not suspend or throw.
     *
     * @param request the request, still valid
     * @param status what was answered; 0 if nothing was
     * @param bytes how much of the response's body was made, as it goes over the connection but for the framing; what a
     *     WebSocket carries does not count
     * @param time from the end of the request's head to the end of the response, or of the WebSocket
     */
    void answered(Request request, int status, long bytes, Duration time);

    /**
     * Writes a line for each request to a logger, at level INFO: the client's address, the request line, status, bytes
     * and milliseconds, and its id if it has a {@link RequestId}. What clients have made up is made harmless.
     */
    static AccessLog to(System.Logger logger) {
        return (request, status, bytes, time) -> {
            if (logger.isLoggable(System.Logger.Level.INFO)) {
                String id = request.attribute(RequestId.KEY);
                logger.log(
                        System.Logger.Level.INFO,
                        String.format(
                                Locale.ROOT,
                                "%s \"%s\" %d %d %.1f ms%s",
                                request.remoteAddress().getAddress().getHostAddress(),
                                LogText.of(request.toString()),
                                status,
                                bytes,
                                time.toNanos() / 1e6,
                                id == null ? "" : " " + id));
            }
        };
    }
}
