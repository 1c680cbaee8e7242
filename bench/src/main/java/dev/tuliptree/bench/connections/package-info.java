/** Load for servers that send everything back: connections made and ended, and talks and handshakes under TLS. */
@NullMarked
package dev.tuliptree.bench.connections;

import org.jspecify.annotations.NullMarked;
