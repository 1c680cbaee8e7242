/**
 * Programs that do one thing a million times, and print how long it took. Each group runs in a process of its own, so
 * that none is compiled for another. They do the same work, and print the same lines, as the programs of other runtimes
 * they are compared with:
 *
 * <pre>
 *   micro tuliptree switch best 100.1 ns median 101.5 ns first 480.9 ns ops 2000000 rounds 8
 *   micro tuliptree sleep wall 1.153 s cpu 0.270 s cpu_per_task 2700 ns ops 100000
 *   micro tuliptree parked_100000 bytes 720.3 count 100000
 * </pre>
 */
@NullMarked
package dev.tuliptree.bench.micro;

import org.jspecify.annotations.NullMarked;
