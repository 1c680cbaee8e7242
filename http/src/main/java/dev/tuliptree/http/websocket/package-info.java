/**
 * WebSockets on a connection, for server and client: {@code WebSocketConnection} is the one implementation of
 * {@link dev.tuliptree.http.WebSocket}. How frames look is {@code wire}'s business, how the connection came to be a
 * WebSocket that of {@code server} and {@code client}.
 */
@NullMarked
package dev.tuliptree.http.websocket;

import org.jspecify.annotations.NullMarked;
