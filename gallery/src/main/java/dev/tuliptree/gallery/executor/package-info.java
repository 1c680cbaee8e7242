/** Code that blocks, in a thread of its own. */
@NullMarked
package dev.tuliptree.gallery.executor;

import org.jspecify.annotations.NullMarked;
