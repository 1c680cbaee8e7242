/**
 * Micro-benchmarks for JMH, of single operations in a coroutine. JMH's worker itself is made a coroutine, by
 * {@code LoopExecutor}; so a benchmark's method is written as a program that uses the library is. They are for seeing
 * what a change of ours has done ({@code ./run jmh -prof gc} shows the bytes); beside other runtimes, the programs of
 * {@code dev.tuliptree.bench.micro} are.
 */
@NullMarked
package dev.tuliptree.bench.jmh;

import org.jspecify.annotations.NullMarked;
