/**
 * Other runtimes, at what the folder of peers has no programs for: cancelling, memory, wake-ups from outside, TLS.
 * CPython's are in {@code src/main/python}.
 */
@NullMarked
package dev.tuliptree.bench.others;

import org.jspecify.annotations.NullMarked;
