package dev.tuliptree.loop;

import dev.tuliptree.CancelReason;
import dev.tuliptree.Cancelled;
import dev.tuliptree.Future;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of work that was given to an executor. Being cancelled it prevents the work, or, if that has begun, goes
 * without it.
 *
 * @param <T> the type of the result
 */
final class ExecutorFuture<T extends @Nullable Object> extends LoopFuture<T> implements Arrival {
    private final Work<T> work;

    private ExecutorFuture(EventLoop loop, Callable<? extends T> callable) {
        super(loop);
        work = new Work<>(loop, callable::call, () -> loop.leave(this));
    }

    /** See {@link EventLoop#runInExecutor}. */
    static <T extends @Nullable Object> Future<T> submit(
            EventLoop loop, Executor executor, Callable<? extends T> callable) {
        ExecutorFuture<T> future = new ExecutorFuture<>(loop, callable);
        executor.execute(future.work);
        loop.beginForeign();
        return future;
    }

    @Override
    @SuppressWarnings("NullAway") // Null only where T admits it.
    public void arrive() {
        if (done()) return;
        loop.endForeign();
        Throwable failure = work.failure;
        if (failure == null) {
            finish(State.SUCCEEDED, work.result);
        } else {
            finish(State.FAILED, failure);
            loop.unseen.add(this);
        }
    }

    @Override
    public boolean cancel(String reason) {
        if (!super.cancel(reason)) return false;
        loop.endForeign();
        if (!work.prevent()) work.tell(new Cancelled(new CancelReason(reason, Origin.caller())));
        return true;
    }

    @Override
    void failureSeen() {
        loop.unseen.seen(this);
    }

    @Override
    public void setResult(T result) {
        throw new IllegalStateException("the result of " + this + " is set by its executor");
    }

    @Override
    public void setException(Throwable exception) {
        throw new IllegalStateException("the exception of " + this + " is set by its executor");
    }

    @Override
    public String name() {
        return "work in an executor";
    }
}
