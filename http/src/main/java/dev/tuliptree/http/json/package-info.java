/**
 * JSON, through Jackson 3 where it is present. The rest of this module does without; nothing but {@code Jackson} names
 * its classes, so that it is looked for only when JSON is asked for.
 */
@NullMarked
package dev.tuliptree.http.json;

import org.jspecify.annotations.NullMarked;
