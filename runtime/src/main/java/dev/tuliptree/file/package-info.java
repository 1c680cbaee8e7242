/**
 * Files, directories and the standard streams, without holding up the loop.
 *
 * <p>The operating system has no files that say "not yet": reading one blocks the thread that reads. So
 * {@link dev.tuliptree.file.AsyncFiles} and {@link dev.tuliptree.file.AsyncFile} have the work done in threads that the
 * loop keeps for files alone (16 at most, unless the system property {@code tuliptree.file.threads} says otherwise) and
 * suspend the calling task until it is done. Every call costs a trip to another thread, some ten microseconds; it is
 * better to read a file in few large pieces than in many small ones.
 *
 * <p>All of these are checkpoints. A task that is cancelled while its work waits for a thread goes at once, and nothing
 * has happened. Work that a thread has begun is waited for, because half a write is worse than a whole one; what may
 * take long, such as deleting a tree of directories, stops at the next file.
 *
 * <p>{@link dev.tuliptree.file.BlockingStreams} makes streams of the loop out of those of {@code java.io}, and
 * {@link dev.tuliptree.file.StandardStreams} does so for the input and output of this process.
 */
@NullMarked
package dev.tuliptree.file;

import org.jspecify.annotations.NullMarked;
