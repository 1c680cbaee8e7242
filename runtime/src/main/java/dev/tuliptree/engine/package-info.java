/**
 * The one seam to the operating system: time, waiting, waking up, sockets.
 *
 * <p>An {@link dev.tuliptree.engine.Engine} belongs to one event loop. It knows nothing of tasks: an operation either
 * is done at once or has nothing to give yet, and then the engine is asked to say when it is worth trying again.
 * Suspending meanwhile is the business of the layer above. So the same programs run on
 * {@link dev.tuliptree.engine.NioEngine}, on a virtual clock, on a simulated network, or on what an operating system
 * has to offer beyond that.
 */
@NullMarked
package dev.tuliptree.engine;

import org.jspecify.annotations.NullMarked;
