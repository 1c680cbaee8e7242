/**
 * The engine on Linux's io_uring: what is wanted of the kernel is written to a queue in shared memory, and one system
 * call for each round of the loop hands it over, waits, and brings what has completed.
 */
@NullMarked
package dev.tuliptree.engine.uring;

import org.jspecify.annotations.NullMarked;
