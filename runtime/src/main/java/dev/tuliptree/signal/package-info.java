/**
 * Signals of the operating system, as events that a task iterates over or as callbacks.
 *
 * <p>{@link dev.tuliptree.signal.Signals} hears signals for as long as it is asked to; then what happened before
 * happens again. Two programs in one process, or two tasks of a program, may hear the same signal: each is told. While
 * anybody hears SIGINT or SIGTERM they do not cancel the program, as they do otherwise.
 *
 * <p>Signals do not queue. Several of one kind that arrive before anyone looks are one.
 */
@NullMarked
package dev.tuliptree.signal;

import org.jspecify.annotations.NullMarked;
