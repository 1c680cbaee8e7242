package dev.tuliptree.http.client;

import java.net.InetAddress;
import java.util.List;

/**
 * Is told of each phase of a request, for measuring and logging. After aiohttp's {@code TraceConfig}. One object is
 * made for each request, by {@link ClientOptions#withTrace}; its methods run on the loop's thread in the order of
 * events, and must not suspend or throw. What lies between {@link #connecting} and {@link #connected} is told only if
 * the session connects by itself, without a {@link Connector} of the program's own. How much of a body has gone or come
 * is told elsewhere: {@link ClientRequest#onSend} and {@link ClientRequest#onReceive}.
 */
public interface ClientTrace {
    /** Is told and does nothing. */
    ClientTrace NONE = new ClientTrace() {};

    /** The request begins. Redirects and repetitions do not begin another. */
    default void started(String method, String url) {}

    /** There is no connection free: it must wait for one. */
    default void waitingForConnection(Origin origin) {}

    /** A connection that has served before is used again. */
    default void connectionReused(Origin origin) {}

    /** A new connection is about to be made. */
    default void connecting(Origin origin) {}

    /** The name of a server or proxy is about to be looked up; an address is not. */
    default void resolving(String host) {}

    /** It was found, the preferred address first; maybe without asking anybody, as what was found is remembered. */
    default void resolved(String host, List<InetAddress> addresses) {}

    /** A proxy has agreed to pass on bytes from here on. */
    default void tunnelled(Origin origin) {}

    /** TLS with the server has been agreed on. */
    default void secured(Origin origin) {}

    /** It was made. */
    default void connected(Origin origin) {}

    /** Head and body of the request were handed to the system. */
    default void requestSent() {}

    /** The head of a response has come, of a redirect too. */
    default void responded(int status) {}

    /** The request is sent to another place, because the last one said so. */
    default void redirected(String url) {}

    /** The request is sent again. */
    default void repeated(String why) {}

    /** The response's body was read to its end. */
    default void ended() {}

    /** The request has failed, before the head of its response came. */
    default void failed(Exception failure) {}
}
