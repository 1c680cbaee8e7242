/**
 * The event loop: what runs next, when, and on which thread.
 *
 * <p>{@link dev.tuliptree.loop.EventLoop} is what programs call. Below it, parts of the same object, are
 * {@code Rounds}, {@code Turns} and {@code LoopThread}: a loop turns in rounds, in each of which it asks its engine
 * what became ready, takes what other threads left in the inbox, fires the timers that are due, and then gives the
 * ready tasks and callbacks their turns. What that takes is one file each: the ready queue, the inbox, the timer heap,
 * and the carrier that gets a coroutine onto the loop's thread and off it again. There are two carriers.
 * {@code MountingCarrier} makes the loop the scheduler of its virtual threads, which takes a flag; {@code BatonCarrier}
 * needs none and is slower. Whatever runs on one runs on the other.
 *
 * <p>The thread that turns the loop is <em>bare</em> between two turns: it then runs code of this package and of the
 * engine alone, takes no lock and calls nothing of a user's. If it blocked on a lock that a suspended coroutine holds,
 * that coroutine could never run again to release it. So callbacks too run in a coroutine, see {@code Callbacks}.
 *
 * <p>Other layers suspend tasks through {@link dev.tuliptree.loop.Waiter} and {@link dev.tuliptree.loop.ParkingLot},
 * have what blocks done by {@link dev.tuliptree.loop.WorkerThreads}, wait for what happens outside of the loop at a
 * {@link dev.tuliptree.loop.ForeignWaiter}, learn of an owner's end through {@link dev.tuliptree.loop.Ownership}, and
 * give a task a second stack to run on with {@link dev.tuliptree.loop.Strand}. Programs choose how loops are opened
 * with {@link dev.tuliptree.loop.LoopPolicies}, and how their tasks are made with
 * {@link dev.tuliptree.loop.TaskFactory}.
 */
@NullMarked
package dev.tuliptree.loop;

import org.jspecify.annotations.NullMarked;
