package dev.tuliptree.http;

/** Sends events to one page: see {@link Response#events}. */
@FunctionalInterface
public interface EventHandler {
    /**
     * Sends events, in the coroutine of the connection. When it returns, the response ends; browsers then connect again
     * after a while.
     *
     * @param events where to send them
     * @throws Exception whatever goes wrong: it is logged, unless the client is gone, and the connection broken off
     */
    void handle(EventSender events) throws Exception;
}
