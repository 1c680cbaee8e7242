package dev.tuliptree.loop;

import dev.tuliptree.Coroutine;
import dev.tuliptree.Task;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Starts tasks from threads that are not the loop's. */
final class ThreadsafeTasks {
    private ThreadsafeTasks() {}

    /** See {@link EventLoop#runCoroutineThreadsafe}. */
    static <T extends @Nullable Object> CompletableFuture<T> run(EventLoop loop, Coroutine<T> coroutine) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.callSoonThreadsafe(() -> {
            if (result.isDone()) return; // Cancelled before it began.
            Task<T> task = loop.createTask(coroutine);
            task.addDoneCallback(_ -> pass(task, result));
            CompletableFuture<T> _ = result.whenComplete((_, _) -> {
                if (result.isCancelled()) cancel(loop, task);
            });
        });
        return result;
    }

    private static <T extends @Nullable Object> void pass(Task<T> task, CompletableFuture<T> result) {
        if (task.cancelled()) {
            result.cancel(false);
            return;
        }
        Throwable failure = task.exception();
        if (failure == null) result.complete(task.result());
        else result.completeExceptionally(failure);
    }

    private static void cancel(EventLoop loop, Task<?> task) {
        if (loop.isClosed()) return; // Then the task has ended.
        loop.callSoonThreadsafe(() -> task.cancel("its CompletableFuture was cancelled"));
    }
}
