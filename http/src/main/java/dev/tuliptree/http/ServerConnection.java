package dev.tuliptree.http;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A connection of a server, as it was when {@link Server#connections} was asked. Good for any thread.
 *
 * @param remoteAddress who is at the other end: a proxy, if one stands in front; this machine, on a socket file
 * @param state what it is doing
 * @param age how long it has been served
 * @param requests how many requests it has brought, the one under way among them
 * @param bytesReceived all that has come, heads and frames included; under TLS, what was inside
 * @param bytesSent likewise, what the system has taken
 */
public record ServerConnection(
        InetSocketAddress remoteAddress, State state, Duration age, long requests, long bytesReceived, long bytesSent) {

    /** What a connection is doing. */
    public enum State {
        /** It waits for a request, the first or another. */
        IDLE,
        /** The head of a request has begun to arrive. */
        READING_HEAD,
        /** A request is being answered. */
        HANDLING,
        /** It has become a WebSocket. */
        WEB_SOCKET,
        /** The last response has been written, and the client closes or has some time left for it. */
        ENDING
    }
}
