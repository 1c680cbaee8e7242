/**
 * What every program names: the functions of {@link dev.tuliptree.Async}, and the types they speak of.
 *
 * <p>A <em>coroutine</em> is an ordinary method that may suspend; {@link dev.tuliptree.Coroutine} is its shape as a
 * lambda. A {@link dev.tuliptree.Task} is a coroutine that was started and runs beside others on one event loop. A
 * {@link dev.tuliptree.Future} is a result that is not there yet. A {@link dev.tuliptree.Nursery} owns tasks: its block
 * ends when they have ended. A {@link dev.tuliptree.CancelScope} is a stretch of code that can be cancelled as a whole.
 *
 * <p>Two words recur in every contract of this library:
 *
 * <dl>
 *   <dt>checkpoint
 *   <dd>a call at which a task notices that it was cancelled and lets other tasks have their turn. A method either is
 *       always a checkpoint or never; it says which. Methods that may suspend always are.
 *   <dt>loop thread
 *   <dd>the one thread of an event loop, on which all of its tasks and callbacks run, one at a time. Unless a method
 *       says "any thread", it may be called from code running on the loop alone, and says so if it is not.
 * </dl>
 */
@NullMarked
package dev.tuliptree;

import org.jspecify.annotations.NullMarked;
