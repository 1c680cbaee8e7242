/**
 * Tests of programs that run on an event loop: on a virtual clock, under many schedules, always with the same result.
 *
 * <p>{@link dev.tuliptree.testing.LoopTest} turns a JUnit test method into a coroutine. Everything else here is for use
 * inside of such tests, or of programs that want the virtual clock alone:
 * {@link dev.tuliptree.testing.VirtualClockEngine}.
 *
 * <p>The runtime's own tests live in this module too, as they need all of it and it needs the runtime: the build makes
 * the runtime first, then this module, and here tests both.
 */
@NullMarked
package dev.tuliptree.testing;

import org.jspecify.annotations.NullMarked;
