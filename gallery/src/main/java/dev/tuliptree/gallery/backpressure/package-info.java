/** A producer, a consumer, and a short queue between them. */
@NullMarked
package dev.tuliptree.gallery.backpressure;

import org.jspecify.annotations.NullMarked;
