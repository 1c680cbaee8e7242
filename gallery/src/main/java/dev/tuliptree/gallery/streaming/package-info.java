/** Responses that are still being written when their first bytes arrive: a streamed body, and server-sent events. */
@NullMarked
package dev.tuliptree.gallery.streaming;

import org.jspecify.annotations.NullMarked;
