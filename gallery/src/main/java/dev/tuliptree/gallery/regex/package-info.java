/** Regular expressions, tried while they are typed; one that would run for ages is stopped. */
@NullMarked
package dev.tuliptree.gallery.regex;

import org.jspecify.annotations.NullMarked;
