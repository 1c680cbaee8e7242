package dev.tuliptree.http.client;

/**
 * Is told of each phase of a request, for measuring and logging. After aiohttp's {@code TraceConfig}. One object is
 * made for each request, by {@link ClientOptions#withTrace}; its methods run on the loop's thread in the order of
 * events, and must not suspend or throw.
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
