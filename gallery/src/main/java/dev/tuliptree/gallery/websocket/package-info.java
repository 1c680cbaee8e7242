/** A WebSocket that sends back what it receives. */
@NullMarked
package dev.tuliptree.gallery.websocket;

import org.jspecify.annotations.NullMarked;
