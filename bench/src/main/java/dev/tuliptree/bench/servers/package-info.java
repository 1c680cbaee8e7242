/**
 * The servers that are measured beside those of other systems: echo, in the clear and under TLS, HTTP and WebSocket,
 * each written as a user would; and what they all serve.
 */
@NullMarked
package dev.tuliptree.bench.servers;

import org.jspecify.annotations.NullMarked;
