/**
 * Content codings (RFC 9110, 8.4.1): gzip and deflate, which the JDK knows, and brotli and zstd where a program brings
 * a library along.
 */
@NullMarked
package dev.tuliptree.http.coding;

import org.jspecify.annotations.NullMarked;
