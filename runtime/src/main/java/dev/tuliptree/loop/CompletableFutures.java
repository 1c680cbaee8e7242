package dev.tuliptree.loop;

import dev.tuliptree.Coroutine;
import dev.tuliptree.Future;
import dev.tuliptree.Task;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Futures of a loop as other threads see them. */
final class CompletableFutures {
    private CompletableFutures() {}

    /** See {@link EventLoop#runCoroutineThreadsafe}. */
    static <T extends @Nullable Object> CompletableFuture<T> run(EventLoop loop, Coroutine<T> coroutine) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.callSoonThreadsafe(() -> {
            if (result.isDone()) return; // Cancelled before it began.
            Task<T> task = loop.createTask(coroutine);
            link(task, result);
        });
        return result;
    }

    /** See {@link Future#toCompletableFuture}. */
    static <T extends @Nullable Object> CompletableFuture<T> of(Future<T> future) {
        CompletableFuture<T> result = new CompletableFuture<>();
        link(future, result);
        return result;
    }

    private static <T extends @Nullable Object> void link(Future<T> future, CompletableFuture<T> result) {
        future.addDoneCallback(_ -> pass(future, result));
        CompletableFuture<T> _ = result.whenComplete((_, _) -> {
            if (result.isCancelled()) cancel(future);
        });
    }

    private static <T extends @Nullable Object> void pass(Future<T> future, CompletableFuture<T> result) {
        if (future.cancelled()) {
            result.cancel(false);
            return;
        }
        Throwable failure = future.exception();
        if (failure == null) result.complete(future.result());
        else result.completeExceptionally(failure);
    }

    private static void cancel(Future<?> future) {
        EventLoop loop = future.loop();
        if (loop.isClosed()) return; // Then it is done, or nobody will ever know.
        loop.callSoonThreadsafe(() -> future.cancel("its CompletableFuture was cancelled"));
    }
}
