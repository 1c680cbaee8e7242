/** Children of a nursery, and what becomes of them when one fails. */
@NullMarked
package dev.tuliptree.gallery.nurseries;

import org.jspecify.annotations.NullMarked;
