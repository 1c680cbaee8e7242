/**
 * Transports and protocols: the network for those who want callbacks, after asyncio's.
 *
 * <p>A program hands in a factory of {@link dev.tuliptree.net.transport.Protocol}s. For each connection one is made and
 * told what happens, by callbacks on the loop; it sends through the {@link dev.tuliptree.net.transport.Transport} it is
 * given. {@link dev.tuliptree.net.transport.DatagramProtocol} and {@link dev.tuliptree.net.transport.DatagramTransport}
 * are the same for UDP. {@link dev.tuliptree.net.transport.Transports} opens them.
 *
 * <p>Callbacks must not suspend; what has to wait is started as a task with {@link dev.tuliptree.Async#createTask}.
 * Other code is better off with streams: a connection then is a coroutine, and back-pressure and the end of the
 * connection need no code.
 *
 * <p>What is pending for a transport is done in one callback of its own, never two at once, which the engine has put
 * into the ready queue. Over a socket no task takes part in that. Over other streams, those of TLS say, a task waits in
 * each direction in which something is awaited.
 */
@NullMarked
package dev.tuliptree.net.transport;

import org.jspecify.annotations.NullMarked;
