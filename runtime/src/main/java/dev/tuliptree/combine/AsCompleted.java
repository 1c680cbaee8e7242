package dev.tuliptree.combine;

import dev.tuliptree.Coroutine;
import dev.tuliptree.Task;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.ParkingLot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Iterates over tasks in the order they end. */
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

    private static final class Ended<T extends @Nullable Object> implements Iterator<Task<T>> {
        private final ArrayDeque<Task<T>> ended = new ArrayDeque<>();
        private final ParkingLot waiting = new ParkingLot("the next of several tasks to end");
        private int left;

        Ended(List<Task<T>> tasks) {
            left = tasks.size();
            for (Task<T> task : tasks) {
                task.addDoneCallback(_ -> {
                    ended.add(task);
                    waiting.unpark();
                });
            }
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        /** A checkpoint: suspends until the next one has ended. */
        @Override
        public Task<T> next() {
            if (left == 0) throw new NoSuchElementException();
            Checkpoint.throwIfCancelled();
            if (ended.isEmpty()) waitForOne();
            else Checkpoint.passTurn();
            left--;
            return ended.remove();
        }

        private void waitForOne() {
            // Somebody else may be quicker to take the one that has ended.
            while (ended.isEmpty()) waiting.park();
        }
    }
}
