/** A thread that speaks with the loop while it works. */
@NullMarked
package dev.tuliptree.gallery.threadsafe;

import org.jspecify.annotations.NullMarked;
