/**
 * The engine on Linux's epoll, edge-triggered: one system call registers a socket for good, and what is ready is told
 * without allocating. Its sockets are those of {@link dev.tuliptree.engine.linux}.
 *
 * <p>An edge says that something has changed, once. So each socket keeps in mind whether reading or writing is worth
 * trying, from the edge that said so until an operation finds that it is not any more; who asks meanwhile is told at
 * the next poll. See epoll(7), "Level-triggered and edge-triggered".
 */
@NullMarked
package dev.tuliptree.engine.epoll;

import org.jspecify.annotations.NullMarked;
