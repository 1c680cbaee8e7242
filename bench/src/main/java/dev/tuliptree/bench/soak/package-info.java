/** What {@link dev.tuliptree.bench.Soak} consists of. */
@NullMarked
package dev.tuliptree.bench.soak;

import org.jspecify.annotations.NullMarked;
