package dev.tuliptree.combine;

import dev.tuliptree.Coroutine;
import dev.tuliptree.ExceptionGroup;
import dev.tuliptree.Outcome;
import dev.tuliptree.Task;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.LoopNursery;
import dev.tuliptree.loop.Sneaky;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Runs coroutines beside each other and collects what they return. */
public final class Gather {
    private Gather() {}

    /**
     * See {@link dev.tuliptree.Async#gather}.
     *
     * @param coroutines what to run
     * @param <T> the type of the results
     * @return the results in the order of the coroutines
     */
    public static <T extends @Nullable Object> List<T> all(List<? extends Coroutine<? extends T>> coroutines) {
        List<Task<? extends T>> tasks = new ArrayList<>(coroutines.size());
        runToTheEnd(coroutines, tasks);
        List<T> results = new ArrayList<>(tasks.size());
        for (Task<? extends T> task : tasks) results.add(task.result());
        return Collections.unmodifiableList(results);
    }

    private static <T extends @Nullable Object> void runToTheEnd(
            List<? extends Coroutine<? extends T>> coroutines, List<Task<? extends T>> tasks) {
        Checkpoint.throwIfCancelled();
        try {
            LoopNursery.<@Nullable Void>run(nursery -> {
                for (Coroutine<? extends T> coroutine : coroutines) tasks.add(nursery.start(coroutine));
                return null;
            });
        } catch (ExceptionGroup group) {
            throw first(group);
        }
    }

    /**
     * See {@link dev.tuliptree.Async#gatherSettled}.
     *
     * @param coroutines what to run
     * @param <T> the type of the results
     * @return what became of each, in the order of the coroutines
     */
    public static <T extends @Nullable Object> List<Outcome<T>> settled(
            List<? extends Coroutine<? extends T>> coroutines) {
        List<Coroutine<Outcome<T>>> settling = new ArrayList<>(coroutines.size());
        for (Coroutine<? extends T> coroutine : coroutines) settling.add(() -> settle(coroutine));
        List<Task<? extends Outcome<T>>> tasks = new ArrayList<>(coroutines.size());
        runToTheEnd(settling, tasks);
        List<Outcome<T>> outcomes = new ArrayList<>(tasks.size());
        for (Task<? extends Outcome<T>> task : tasks) outcomes.add(outcome(task));
        return Collections.unmodifiableList(outcomes);
    }

    private static <T extends @Nullable Object> Outcome<T> settle(Coroutine<? extends T> coroutine) {
        try {
            return new Outcome.Success<>(coroutine.run());
        } catch (CancellationException e) {
            return stopped(e);
        } catch (Exception e) {
            return new Outcome.Failure<>(e);
        }
    }

    /** The outcome that a task has come to, which may itself have been cancelled, it alone. */
    private static <T extends @Nullable Object> Outcome<T> outcome(Task<? extends Outcome<T>> task) {
        try {
            return task.result();
        } catch (CancellationException e) {
            return stopped(e);
        }
    }

    private static <T extends @Nullable Object> Outcome<T> stopped(CancellationException e) {
        return new Outcome.Stopped<>(String.valueOf(e.getMessage()));
    }

    /** The nursery behind a combination is no concern of its caller's: the first failure is thrown as it is. */
    static RuntimeException first(ExceptionGroup group) {
        Throwable first = group.exceptions().getFirst();
        group.exceptions().stream().skip(1).forEach(first::addSuppressed);
        throw Sneaky.rethrow(first);
    }
}
