/** The bridge to Pebble, for programs that have it. */
@NullMarked
package dev.tuliptree.http.template;

import org.jspecify.annotations.NullMarked;
