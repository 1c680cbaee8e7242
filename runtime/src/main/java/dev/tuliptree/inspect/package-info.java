/** Looking into a running program: which tasks there are, whose they are, and what each is waiting for. */
@NullMarked
package dev.tuliptree.inspect;

import org.jspecify.annotations.NullMarked;
