/**
 * The commands that {@code ./tuliptree} has for the web: {@code serve}, {@code fetch} and {@code ws}. They end with 0
 * if all went well, with 1 if something did not, and with 2 if they were not understood; what went wrong is one line on
 * the standard error output.
 */
@NullMarked
package dev.tuliptree.cli;

import org.jspecify.annotations.NullMarked;
