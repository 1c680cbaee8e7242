package dev.tuliptree.loop;

import dev.tuliptree.Body;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs blocks in the threads that a loop keeps for work that blocks. */
public final class WorkerThreads {
    private WorkerThreads() {}

    /**
     * See {@link dev.tuliptree.Async#toThread}.
     *
     * @param body the block
     * @param <T> the type of its value
     * @param <X> what it may throw
     * @return its value
     * @throws X as the block does
     */
    public static <T extends @Nullable Object, X extends Exception> T run(Body<T, X> body) throws X {
        return ThreadCall.run(EventLoop.current().defaultExecutor.get(), "a worker thread", body, false, () -> {});
    }

    /**
     * Runs a block in another thread: see {@link dev.tuliptree.Async#toThread(dev.tuliptree.ThreadOptions, Body)}.
     *
     * @param executor whose threads; null for those of the loop's default executor
     * @param abandonOnCancel whether a cancelled task stops waiting at once
     * @param body the block
     * @param atEnd what to do when the block has ended, in its thread, or if it is not begun
     * @param <T> the type of its value
     * @param <X> what it may throw
     * @return its value
     * @throws X as the block does
     */
    public static <T extends @Nullable Object, X extends Exception> T run(
            @Nullable Executor executor, boolean abandonOnCancel, Body<T, X> body, Runnable atEnd) throws X {
        Executor chosen = executor == null ? EventLoop.current().defaultExecutor.get() : executor;
        return ThreadCall.run(chosen, "a worker thread", body, abandonOnCancel, atEnd);
    }

    /**
     * Runs a block in one of as many threads as there are processors: see {@link dev.tuliptree.Async#toProcessor}.
     *
     * @param body the block
     * @param <T> the type of its value
     * @param <X> what it may throw
     * @return its value
     * @throws X as the block does
     */
    public static <T extends @Nullable Object, X extends Exception> T compute(Body<T, X> body) throws X {
        return run(WorkerKind.PROCESSOR, body);
    }

    /**
     * Runs a block in a pool of its own for looking up names, so that slow look-ups hold up nothing else. A task that
     * is cancelled meanwhile goes at once, and leaves the look-up to end unheard. A checkpoint.
     *
     * @param body the block
     * @param <T> the type of its value
     * @param <X> what it may throw
     * @return its value
     * @throws X as the block does
     */
    public static <T extends @Nullable Object, X extends Exception> T resolve(Body<T, X> body) throws X {
        Executor resolvers = EventLoop.current().workers(WorkerKind.RESOLVER).pool();
        return ThreadCall.run(resolvers, "a resolver thread", body, true, () -> {});
    }

    /**
     * Runs a block in the threads of a kind, and suspends the current task until it has ended. A checkpoint. A task
     * that is cancelled while its block waits for a thread goes at once, and the block is never run. Once the block
     * runs it is waited for; if that may take long, it should call {@link #throwIfCancelled()} now and then.
     *
     * @param kind in which threads
     * @param body the block
     * @param <T> the type of its value
     * @param <X> what it may throw
     * @return its value; not lost if the task was cancelled meanwhile, which it notices at its next checkpoint
     * @throws X as the block does
     */
    public static <T extends @Nullable Object, X extends Exception> T run(WorkerKind kind, Body<T, X> body) throws X {
        return EventLoop.current().workers(kind).run(body);
    }

    /**
     * For a block that runs in such a thread: notices that the task which waits for it was cancelled. After Trio's
     * {@code from_thread.check_cancelled}. Called elsewhere it does nothing.
     *
     * @throws dev.tuliptree.Cancelled if it was; the block should let it pass
     */
    public static void throwIfCancelled() {
        Work.throwIfCancelled();
    }
}
