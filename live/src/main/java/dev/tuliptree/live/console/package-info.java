/**
 * A page that shows what a running program is at: the tasks of its loop as a tree, what each awaits, how late the loop
 * is, how long its steps take, and who is connected to its live pages. It is an application of this library like any
 * other, and part of a program that asks for it:
 *
 * <pre>{@code
 * new Console().connections("chat", chat).mount(app, "/console");
 * }</pre>
 *
 * <p>{@link dev.tuliptree.live.console.Console} is the page. While somebody looks at it, a {@code Watch} sends it a
 * {@code Snapshot} every second, and a {@code LagMeter} measures the loop; while nobody does, nothing is done.
 */
@NullMarked
package dev.tuliptree.live.console;

import org.jspecify.annotations.NullMarked;
