/** Generators, one that hands values out and one that also takes them in. */
@NullMarked
package dev.tuliptree.gallery.generators;

import org.jspecify.annotations.NullMarked;
