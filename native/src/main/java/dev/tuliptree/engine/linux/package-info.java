/**
 * What the engines on Linux have in common: the C library, called through the Foreign Function and Memory API, and
 * sockets that try an operation at once and wait for an event where it has nothing to give. How events are heard of is
 * left to each engine.
 */
@NullMarked
package dev.tuliptree.engine.linux;

import org.jspecify.annotations.NullMarked;
