/**
 * What tasks of one loop use to wait for each other: locks, events, queues.
 *
 * <p>All are fair: who has waited longest goes first. All survive cancellation: a task that is cancelled while it waits
 * leaves the line, and what it was handed already is never lost. Loop thread only; other threads come in through
 * {@link dev.tuliptree.loop.EventLoop#callSoonThreadsafe}. Code between two checkpoints needs none of them.
 */
@NullMarked
package dev.tuliptree.sync;

import org.jspecify.annotations.NullMarked;
