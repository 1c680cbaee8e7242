/** Tasks in the order in which they end. */
@NullMarked
package dev.tuliptree.gallery.ascompleted;

import org.jspecify.annotations.NullMarked;
