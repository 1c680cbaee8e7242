package dev.tuliptree.combine;

import dev.tuliptree.Future;
import dev.tuliptree.WaitFor;
import dev.tuliptree.WaitResult;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.Outcomes;
import dev.tuliptree.loop.ParkingLot;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Waits for several futures, and raises nothing of their outcomes. */
public final class Waiting {
    private Waiting() {}

    /**
     * See {@link dev.tuliptree.Async#waitUntil}.
     *
     * @param when when to stop waiting
     * @param futures what to wait for
     * @param <F> their type
     * @return which are done and which are not
     */
    public static <F extends Future<?>> WaitResult<F> until(WaitFor when, List<F> futures) {
        Checkpoint.throwIfCancelled();
        if (isOver(when, futures)) {
            Checkpoint.passTurn();
            return split(futures);
        }
        ParkingLot waiting = new ParkingLot("futures: " + when);
        Consumer<Future<?>> callback = _ -> waiting.unpark();
        for (Future<?> future : futures) if (!future.done()) future.addDoneCallback(callback);
        try {
            while (!isOver(when, futures)) waiting.park();
        } finally {
            for (Future<?> future : futures) future.removeDoneCallback(callback);
        }
        return split(futures);
    }

    /**
     * As {@link #until(WaitFor, List)}, for a limited time.
     *
     * @param when when to stop waiting
     * @param limit how long to wait at most
     * @param futures what to wait for
     * @param <F> their type
     * @return which are done and which are not
     */
    public static <F extends Future<?>> WaitResult<F> until(WaitFor when, Duration limit, List<F> futures) {
        Timeouts.run(limit, () -> until(when, futures));
        return split(futures);
    }

    private static boolean isOver(WaitFor when, List<? extends Future<?>> futures) {
        boolean all = futures.stream().allMatch(Future::done);
        return all
                || switch (when) {
                    case ALL_COMPLETED -> false;
                    case FIRST_COMPLETED -> futures.stream().anyMatch(Future::done);
                    case FIRST_EXCEPTION -> futures.stream().anyMatch(Outcomes::hasFailed);
                };
    }

    private static <F extends Future<?>> WaitResult<F> split(List<F> futures) {
        Set<F> done = new LinkedHashSet<>();
        Set<F> pending = new LinkedHashSet<>();
        for (F future : futures) (future.done() ? done : pending).add(future);
        return new WaitResult<>(done, pending);
    }
}
