/**
 * Two functions, one after the other. {@link dev.tuliptree.gallery.serial.Serial} looks like code that blocks its
 * thread, and suspends twenty times instead.
 */
@NullMarked
package dev.tuliptree.gallery.serial;

import org.jspecify.annotations.NullMarked;
