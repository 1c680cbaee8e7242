/**
 * What becomes of figures that are kept: {@code bench/results} holds a file of each comparison, and everything in
 * BENCHMARKS.md between two marks is made of these files, as are the pictures beside them.
 */
@NullMarked
package dev.tuliptree.bench.report;

import org.jspecify.annotations.NullMarked;
