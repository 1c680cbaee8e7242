/**
 * For tests of what is built on HTTP: {@link dev.tuliptree.http.testing.TestClient} asks an application without sockets
 * in between, and {@link dev.tuliptree.http.testing.MockServer} answers a client in place of the server it was written
 * for. Both live in memory, so their time is the virtual clock's in a {@link dev.tuliptree.testing.LoopTest}.
 */
@NullMarked
package dev.tuliptree.http.testing;

import org.jspecify.annotations.NullMarked;
