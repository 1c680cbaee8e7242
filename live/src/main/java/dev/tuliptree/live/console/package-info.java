/**
 * A page that shows what a running program is at: the tasks of its loop as a tree, what each awaits, and how late the
 * loop is. It is an application of this library like any other, and part of a program that asks for it:
 *
 * <pre>{@code
 * new Console().mount(app, "/console");
 * }</pre>
 *
 * <p>{@link dev.tuliptree.live.console.Console} is the page. While somebody looks at it, a {@code Watch} sends it a
 * {@code Snapshot} every second, and a {@code LagMeter} measures the loop; while nobody does, nothing is done.
 */
@NullMarked
package dev.tuliptree.live.console;

import org.jspecify.annotations.NullMarked;
