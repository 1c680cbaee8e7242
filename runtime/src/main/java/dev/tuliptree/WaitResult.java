package dev.tuliptree;

import java.util.Set;

/**
 * What {@link Async#waitUntil} found: which futures are done and which are not.
 *
 * @param done those that are, in the order they were given
 * @param pending those that are not, in the order they were given
 * @param <F> the type of the futures
 */
public record WaitResult<F extends Future<?>>(Set<F> done, Set<F> pending) {}
