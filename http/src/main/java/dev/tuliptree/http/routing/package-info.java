/**
 * Which route a request belongs to. A {@code RouteTree} is built once from all patterns and then only read: one hash
 * look-up for a path without parameters, one walk down the tree for others. It knows nothing of requests or handlers.
 */
@NullMarked
package dev.tuliptree.http.routing;

import org.jspecify.annotations.NullMarked;
