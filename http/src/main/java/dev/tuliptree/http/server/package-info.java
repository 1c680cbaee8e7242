/**
 * The server behind {@link dev.tuliptree.http.Application#listen}. Start reading at {@code HttpConnection}: one
 * coroutine runs it for each connection. It reads a head, has {@code Dispatch} find and run the handler, and has
 * {@code ResponseSender} write the response; {@code HttpServer} owns the connections and ends them in order.
 */
@NullMarked
package dev.tuliptree.http.server;

import org.jspecify.annotations.NullMarked;
