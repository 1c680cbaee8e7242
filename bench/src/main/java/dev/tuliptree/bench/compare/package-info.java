/** What {@link dev.tuliptree.bench.Bench} consists of: programs, what they print, and tables of it. */
@NullMarked
package dev.tuliptree.bench.compare;

import org.jspecify.annotations.NullMarked;
