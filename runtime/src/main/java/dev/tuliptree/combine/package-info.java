/**
 * What combines several coroutines, or bounds one in time: the logic behind {@link dev.tuliptree.Async}. It is built on
 * tasks, nurseries and scopes alone, as a program could do itself. Not for direct use.
 */
@NullMarked
package dev.tuliptree.combine;

import org.jspecify.annotations.NullMarked;
