/**
 * Generators: code that hands out values one after the other, and stops in between until the next one is asked for.
 *
 * <p>A {@link dev.tuliptree.generator.Generator} hands values to whoever iterates over it; a
 * {@link dev.tuliptree.generator.Cogenerator} also takes values in, at every stop. Both are Python's generators, which
 * Java can have without a word in the language for it, as their bodies are stacks of their own: so any method that the
 * body calls, however deep, may yield.
 *
 * <p>They work in plain threads, and on a loop. There, the body runs as the task that asks for the next value, in the
 * same turn: it may sleep, await and receive as that task, is cancelled as that task, and so is what Python calls an
 * asynchronous generator. Nothing needs to be marked for that.
 *
 * <p>{@code Generator} and {@code Cogenerator} are faces; behind both is a {@code Conversation} between the body and
 * whoever asks, on top of a {@link dev.tuliptree.loop.Strand}.
 */
@NullMarked
package dev.tuliptree.generator;

import org.jspecify.annotations.NullMarked;
