/** HTTP and WebSocket from the client's side. Start at {@link dev.tuliptree.http.client.ClientSession}. */
@NullMarked
package dev.tuliptree.http.client;

import org.jspecify.annotations.NullMarked;
