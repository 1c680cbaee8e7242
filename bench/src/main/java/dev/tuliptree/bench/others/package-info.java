/**
 * Other systems, each as it is fastest when used in an ordinary way: servers and clients that do what ours do, and
 * programs for what a folder of peers measures otherwise. CPython's are in {@code src/main/python}.
 */
@NullMarked
package dev.tuliptree.bench.others;

import org.jspecify.annotations.NullMarked;
