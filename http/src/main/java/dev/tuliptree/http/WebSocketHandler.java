package dev.tuliptree.http;

/** Speaks on a WebSocket that a client has opened: typically a loop over its messages. */
@FunctionalInterface
public interface WebSocketHandler {
    /**
     * Speaks, in the coroutine of the connection. When it returns, the WebSocket is closed with 1000, unless it is
     * already.
     *
     * @param ws the WebSocket
     * @throws Exception whatever goes wrong: it is logged, and the WebSocket closed with 1011. A
     *     {@link WebSocketClosedException} only means that the client went away
     */
    void handle(WebSocket ws) throws Exception;
}
