/** A child process, whose output is shown line by line. */
@NullMarked
package dev.tuliptree.gallery.subprocess;

import org.jspecify.annotations.NullMarked;
