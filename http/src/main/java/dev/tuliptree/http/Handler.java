package dev.tuliptree.http;

/**
 * Answers requests: plain code in the coroutine of the connection that the request came on. It may suspend; other
 * connections go on meanwhile, and this one waits, since responses leave in the order of the requests.
 */
@FunctionalInterface
public interface Handler {
    /**
     * Answers a request. Runs on the loop's thread.
     *
     * @param request valid until this returns, or, if the response is streamed or a WebSocket, until that has ended
     * @return the response
     * @throws Exception whatever goes wrong: an {@link HttpException} becomes the response it describes; anything else
     *     is logged and becomes a plain 500, unless {@link Application#exception} says otherwise
     */
    Response handle(Request request) throws Exception;
}
