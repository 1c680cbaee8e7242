/** Virtual threads on a scheduler that does nothing but run them. */
@NullMarked
package dev.tuliptree.bench.bare;

import org.jspecify.annotations.NullMarked;
