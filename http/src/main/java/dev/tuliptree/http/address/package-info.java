/** Addresses of the network, compared: for clients and servers alike. */
@NullMarked
package dev.tuliptree.http.address;

import org.jspecify.annotations.NullMarked;
