/** What {@link dev.tuliptree.bench.Soak} and {@link dev.tuliptree.bench.ServerSoak} consist of. */
@NullMarked
package dev.tuliptree.bench.soak;

import org.jspecify.annotations.NullMarked;
