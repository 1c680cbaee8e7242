package dev.tuliptree.combine;

import dev.tuliptree.Coroutine;
import dev.tuliptree.Future;
import dev.tuliptree.Task;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.ParkingLot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Iterates over tasks, or other futures, in the order they are done. */
public final class AsCompleted {
    private AsCompleted() {}

    /**
     * See {@link dev.tuliptree.Async#asCompleted}.
     *
     * @param coroutines what to run
     * @param <T> the type of the results
     * @return the tasks in the order they end, to be iterated over once
     */
    public static <T extends @Nullable Object> Iterable<Task<T>> of(List<? extends Coroutine<T>> coroutines) {
        EventLoop loop = EventLoop.current();
        List<Task<T>> tasks = new ArrayList<>(coroutines.size());
        for (Coroutine<T> coroutine : coroutines) tasks.add(loop.createTask(coroutine));
        return () -> new Ended<>(tasks);
    }

    /**
     * See {@link dev.tuliptree.Async#asCompleted(Collection)}.
     *
     * @param futures what to wait for
     * @param <F> their type
     * @return the futures in the order they are done, to be iterated over once
     */
    public static <F extends Future<?>> Iterable<F> of(Collection<F> futures) {
        List<F> all = List.copyOf(futures);
        return () -> new Ended<>(all);
    }

    private static final class Ended<F extends Future<?>> implements Iterator<F> {
        private final ArrayDeque<F> ended = new ArrayDeque<>();
        private final ParkingLot waiting = new ParkingLot("the next of several futures to be done");
        private int left;

        Ended(List<F> futures) {
            left = futures.size();
            for (F future : futures) {
                future.addDoneCallback(_ -> {
                    ended.add(future);
                    waiting.unpark();
                });
            }
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        /** A checkpoint: suspends until the next one is done. */
        @Override
        public F next() {
            if (left == 0) throw new NoSuchElementException();
            Checkpoint.throwIfCancelled();
            if (ended.isEmpty()) waitForOne();
            else Checkpoint.passTurn();
            left--;
            return ended.remove();
        }

        private void waitForOne() {
            // Somebody else may be quicker to take the one that is done.
            while (ended.isEmpty()) waiting.park();
        }
    }
}
