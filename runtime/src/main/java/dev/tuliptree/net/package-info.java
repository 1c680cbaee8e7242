/**
 * Streams and listeners: bytes over the network in blocking-looking code.
 *
 * <p>A {@link dev.tuliptree.net.SocketStream} receives and sends bytes; every call that waits for the peer suspends the
 * calling task alone. A {@link dev.tuliptree.net.TcpListener} accepts connections, or serves each of them in a task of
 * its own. A {@link dev.tuliptree.net.UnixStream} and a {@link dev.tuliptree.net.UnixListener} do the same within one
 * machine. A {@link dev.tuliptree.net.UdpSocket} sends and receives messages instead.
 */
@NullMarked
package dev.tuliptree.net;

import org.jspecify.annotations.NullMarked;
