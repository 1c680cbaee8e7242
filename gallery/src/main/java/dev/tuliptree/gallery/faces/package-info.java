/**
 * What several demos share: {@link dev.tuliptree.gallery.faces.Faces} makes faces at random intervals,
 * {@link dev.tuliptree.gallery.faces.BlockingFaces} does so in other threads, and
 * {@link dev.tuliptree.gallery.faces.FacesPage} is the page with a button, two rows for them and a log.
 */
@NullMarked
package dev.tuliptree.gallery.faces;

import org.jspecify.annotations.NullMarked;
