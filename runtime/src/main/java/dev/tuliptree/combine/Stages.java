package dev.tuliptree.combine;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.Sneaky;
import dev.tuliptree.loop.Waiter;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Awaits the stages of other libraries. */
public final class Stages {
    private Stages() {}

    /**
     * See {@link dev.tuliptree.Async#await(CompletionStage)}.
     *
     * @param stage what to wait for
     * @param <T> the type of its result
     * @return its result
     */
    public static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        Checkpoint.throwIfCancelled();
        EventLoop loop = EventLoop.current();
        Completion<T> completion = new Completion<>(stage);
        loop.beginForeign();
        try {
            stage.whenComplete((result, failure) -> {
                completion.result = result;
                completion.failure = failure;
                completion.wakeThreadsafe(loop);
            });
            completion.await();
        } finally {
            loop.endForeign();
        }
        return completion.get();
    }

    private static final class Completion<T extends @Nullable Object> extends Waiter {
        private final CompletionStage<T> stage;
        private @Nullable T result;
        private @Nullable Throwable failure;

        Completion(CompletionStage<T> stage) {
            this.stage = stage;
        }

        @SuppressWarnings("NullAway") // Null only where T admits it.
        T get() {
            Throwable thrown = failure;
            if (thrown instanceof CompletionException && thrown.getCause() != null) thrown = thrown.getCause();
            if (thrown != null) throw Sneaky.rethrow(thrown);
            return result;
        }

        @Override
        protected boolean abort() {
            return true;
        }

        @Override
        public String toString() {
            return stage.toString();
        }
    }
}
