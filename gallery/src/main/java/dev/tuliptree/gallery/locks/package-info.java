/** A lock that one task at a time holds, and a barrier at which all wait for the last. */
@NullMarked
package dev.tuliptree.gallery.locks;

import org.jspecify.annotations.NullMarked;
