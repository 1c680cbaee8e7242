/**
 * The engine on Linux's io_uring: what is wanted of the kernel is written to a queue in shared memory, and one system
 * call for each round of the loop hands it over, waits, and brings what has completed. It needs Linux 6.1 and a policy
 * that lets io_uring through, which those of containers often do not; where it can be used, {@code auto} takes it.
 *
 * <p>Receiving is what the ring does for a connection: into buffers that the kernel takes when something arrives, so
 * that idle connections need none and a message needs no call to read it. A connection that is not read holds a few of
 * them at most; where none is left, and where much comes at once, the program reads from the system itself. Sending is
 * tried at once with a call of its own, which is no slower than the ring for messages that find room, and lets no data
 * wait for the end of the round.
 *
 * <p>What the ring has under way keeps a socket open. So a connection ends with the poll after its closing, when the
 * ring has let go of it. Listeners and sockets for datagrams, whose addresses may be wanted again at once, are watched
 * by an epoll instance that the ring polls. To accept by the ring would bring no addresses of peers, and connections
 * that nobody has asked for.
 *
 * <p>The ring works for one thread, and only while that polls: see {@link dev.tuliptree.engine.uring.Ring}. So nothing
 * is received between polls, memory is never written behind the program's back, and a loop that goes on in another
 * thread gets a new ring. See io_uring(7).
 */
@NullMarked
package dev.tuliptree.engine.uring;

import org.jspecify.annotations.NullMarked;
