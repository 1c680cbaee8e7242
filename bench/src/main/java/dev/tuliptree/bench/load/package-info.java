/**
 * Load for the servers that are compared: one thread, many connections, and every answer looked at. It runs in a
 * process, on a core, of its own.
 */
@NullMarked
package dev.tuliptree.bench.load;

import org.jspecify.annotations.NullMarked;
