package dev.tuliptree.combine;

import dev.tuliptree.Coroutine;
import dev.tuliptree.ExceptionGroup;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.LoopNursery;
import dev.tuliptree.loop.Sneaky;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs coroutines beside each other until the first one ends. */
public final class Race {
    private Race() {}

    private static final class Finish<T extends @Nullable Object> {
        boolean crossed;

        @Nullable
        T result;

        @Nullable
        Throwable failure;
    }

    /**
     * See {@link dev.tuliptree.Async#race}.
     *
     * @param coroutines what to run, at least one
     * @param <T> the type of the results
     * @return the result of the first to end
     */
    @SuppressWarnings("NullAway") // Null only where T admits it.
    public static <T extends @Nullable Object> T first(List<? extends Coroutine<? extends T>> coroutines) {
        if (coroutines.isEmpty()) throw new IllegalArgumentException("a race needs at least one coroutine");
        Checkpoint.throwIfCancelled();
        Finish<T> finish = new Finish<>();
        try {
            LoopNursery.<@Nullable Void>run(nursery -> {
                for (Coroutine<? extends T> coroutine : coroutines) {
                    nursery.start(() -> {
                        T result = null;
                        Throwable failure = null;
                        try {
                            result = coroutine.run();
                        } catch (Exception e) {
                            failure = e;
                        }
                        // A runner-up that ends while it is being cancelled has lost all the same.
                        if (finish.crossed) return;
                        finish.crossed = true;
                        finish.result = result;
                        finish.failure = failure;
                        nursery.cancel("another one won the race");
                    });
                }
                return null;
            });
        } catch (ExceptionGroup group) {
            throw Gather.first(group);
        }
        Throwable failure = finish.failure;
        if (failure != null) throw Sneaky.rethrow(failure);
        return finish.result;
    }
}
