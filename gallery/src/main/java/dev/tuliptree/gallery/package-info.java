/**
 * The demo site: a web application whose pages are driven from the server. It runs on one event loop, on one thread.
 *
 * <p>{@link dev.tuliptree.gallery.Gallery} is the program; it makes a list of {@link dev.tuliptree.gallery.Demo}s, and
 * the site lists them in its index and serves each below a path of its own. Every demo lives in a package of its own,
 * with the files of its page beside it, and depends on no other; to write one, begin with a copy of
 * {@link dev.tuliptree.gallery.serial.Serial}.
 *
 * <p>Among the resources, {@code frame.html} stands around the page of every demo, and {@code style/} holds the one
 * style sheet of all pages. The source of each demo is a resource too, put there by the build, and shown beside its
 * page with {@code idea.html}, which says how asyncio and Trio go about the same.
 */
@NullMarked
package dev.tuliptree.gallery;

import org.jspecify.annotations.NullMarked;
