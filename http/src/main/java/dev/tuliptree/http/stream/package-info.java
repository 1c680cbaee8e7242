/**
 * The two directions of a connection, between the codecs of {@code wire} and the stream: an {@code Inlet} that hands
 * out what was received, an {@code Outlet} that gathers what is to be sent, and the buffers that all connections of a
 * loop share, so that one that waits holds none. Server and client use them alike.
 *
 * <p>Everything here belongs to one loop and is used on its thread only.
 */
@NullMarked
package dev.tuliptree.http.stream;

import org.jspecify.annotations.NullMarked;
