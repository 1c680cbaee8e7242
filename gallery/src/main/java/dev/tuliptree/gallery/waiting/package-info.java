/** The right way to wait for two tasks. */
@NullMarked
package dev.tuliptree.gallery.waiting;

import org.jspecify.annotations.NullMarked;
