/**
 * Races between the event loop and other threads, under jcstress: each test is a few lines for two or three threads
 * that are run millions of times against each other, and says which outcomes may be seen. The loop's own structures are
 * for one thread and cannot race; what can is the inbox, the decision to sleep, closing, and what is built on these.
 *
 * <p>{@code bench/run stress -m quick} runs all; {@code -t Inbox} those whose names contain that.
 */
@NullMarked
package dev.tuliptree.loop;

import org.jspecify.annotations.NullMarked;
