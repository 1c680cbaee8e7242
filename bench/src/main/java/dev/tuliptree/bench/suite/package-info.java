/** What {@link dev.tuliptree.bench.Bench} compares: who takes part in what, and how one figure of each is taken. */
@NullMarked
package dev.tuliptree.bench.suite;

import org.jspecify.annotations.NullMarked;
