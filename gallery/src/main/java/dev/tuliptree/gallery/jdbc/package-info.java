/** Plain JDBC from coroutines: the driver blocks, the loop does not. */
@NullMarked
package dev.tuliptree.gallery.jdbc;

import org.jspecify.annotations.NullMarked;
