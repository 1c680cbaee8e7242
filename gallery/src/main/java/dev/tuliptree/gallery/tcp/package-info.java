/** A TCP server and its clients, in one nursery. */
@NullMarked
package dev.tuliptree.gallery.tcp;

import org.jspecify.annotations.NullMarked;
