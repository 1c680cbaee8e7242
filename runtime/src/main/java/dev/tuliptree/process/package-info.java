/**
 * Child processes whose pipes are streams of the loop.
 *
 * <p>A {@link dev.tuliptree.process.Command} says what to run; {@link dev.tuliptree.process.Subprocess#command} and
 * {@link dev.tuliptree.process.Subprocess#shell} make one. It is then run to its end, with its output passed on
 * ({@code run}) or collected ({@code capture}), or it is started as a {@link dev.tuliptree.process.Subprocess} to talk
 * to. After Trio's {@code run_process} and asyncio's {@code create_subprocess_exec}.
 *
 * <p>No process outlives the block that owns it. When a task that runs one is cancelled, or a started one is closed
 * before its end, it is sent SIGTERM, has five seconds to put its affairs in order, and is then killed; either way it
 * is waited for, so that it leaves no zombie, and its pipes are closed.
 *
 * <h2>How pipes are read</h2>
 *
 * <p>The pipes the JDK makes for a child can only be read by a thread that blocks, which no cancellation can free:
 * where a child has left a process of its own behind that keeps the pipe open, such a thread would be lost for as long
 * as that one lives. The JDK also cuts a pipe off when the child ends, whatever others still write to it. So, on Linux,
 * pipes are opened as {@link java.nio.channels.Pipe}, whose channels tell when they are ready, and the child is given
 * its ends by their names in {@code /proc/self/fd}. One thread watches the pipes of all children; receiving and sending
 * happen on the loop. Elsewhere the pipes are the JDK's, used as {@link dev.tuliptree.file.BlockingStreams} does; the
 * system property {@code tuliptree.process.pipes}, set to {@code blocking}, has it so on Linux too.
 *
 * <p>Processes are started in threads of their own, since that blocks for some milliseconds.
 */
@NullMarked
package dev.tuliptree.process;

import org.jspecify.annotations.NullMarked;
