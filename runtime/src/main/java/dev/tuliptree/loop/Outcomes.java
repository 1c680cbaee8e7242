package dev.tuliptree.loop;

import dev.tuliptree.Future;

/** Looks at the outcomes of futures without counting as having looked at a failure. Loop thread only. */
public final class Outcomes {
    private Outcomes() {}

    /**
     * Whether a future has failed. That nobody has looked at its failure stays true.
     *
     * @param future the future
     * @return true if it is done, with an exception
     */
    public static boolean hasFailed(Future<?> future) {
        return ((LoopFuture<?>) future).failed();
    }
}
