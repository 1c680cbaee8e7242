/**
 * The web: an {@link dev.tuliptree.http.Application} has routes, whose handlers take a
 * {@link dev.tuliptree.http.Request} and return a {@link dev.tuliptree.http.Response}, and
 * {@link dev.tuliptree.http.WebSocket}s. After aiohttp, in plain code that seems to block and suspends one coroutine.
 *
 * <p>These are the types that programs name. The packages that do the work are not exported: {@code routing} finds the
 * route, {@code server} runs connections, {@code stream} buffers them, {@code websocket} and {@code files} are what
 * their names say, {@code json} is the bridge to Jackson, and {@code wire} knows how it all looks as bytes. See
 * {@link dev.tuliptree.http.client} for the other end.
 */
@NullMarked
package dev.tuliptree.http;

import org.jspecify.annotations.NullMarked;
