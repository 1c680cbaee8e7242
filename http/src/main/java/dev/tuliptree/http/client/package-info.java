/**
 * HTTP and WebSocket from the client's side. Start at {@link dev.tuliptree.http.client.ClientSession}, or for a single
 * request at {@link dev.tuliptree.http.client.Http#fetch}.
 *
 * <p><b>The way of a request.</b> A {@code Call} goes round with it, once for each redirect: through the middleware, to
 * the {@code ConnectionPool} for a connection, and there, in an {@code Exchange}, to the server and back to the head of
 * the response. {@code Patience} bounds all of that in time. A long body goes out in a task of its own, the
 * {@code Upload}, while the response is awaited. Its body is read by the program; having come to its end, it gives the
 * connection back to the pool.
 *
 * <p><b>What others can change.</b> {@link dev.tuliptree.http.client.ClientOptions} says how a session treats servers;
 * a {@link dev.tuliptree.http.client.Connector} where its connections really lead; a
 * {@link dev.tuliptree.http.client.ClientMiddleware} what happens around each request, such as
 * {@link dev.tuliptree.http.client.Retry}; a {@link dev.tuliptree.http.client.ClientTrace} is told of every phase.
 */
@NullMarked
package dev.tuliptree.http.client;

import org.jspecify.annotations.NullMarked;
