/** Two tasks beside each other, and the wrong way to wait for them. */
@NullMarked
package dev.tuliptree.gallery.simultaneous;

import org.jspecify.annotations.NullMarked;
