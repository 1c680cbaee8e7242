/** The client that is measured beside those of other systems, written as a user would. */
@NullMarked
package dev.tuliptree.bench.clients;

import org.jspecify.annotations.NullMarked;
