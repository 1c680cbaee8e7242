/**
 * What the pages of several demos share: {@link dev.tuliptree.gallery.room.RoomPage}, with buttons that start and stop,
 * things that have a state, and a log.
 */
@NullMarked
package dev.tuliptree.gallery.room;

import org.jspecify.annotations.NullMarked;
