/** A tree of tasks to be cancelled branch by branch. */
@NullMarked
package dev.tuliptree.gallery.cancellation;

import org.jspecify.annotations.NullMarked;
