/**
 * A room to chat in, for all who have its page open. {@link dev.tuliptree.gallery.chat.Chat} is all of it; the page's
 * script only keeps the newest message in view.
 */
@NullMarked
package dev.tuliptree.gallery.chat;

import org.jspecify.annotations.NullMarked;
