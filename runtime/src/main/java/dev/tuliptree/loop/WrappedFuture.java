package dev.tuliptree.loop;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A future of the JDK's as one of a loop. Of a stage it hears by a callback; for any other a virtual thread waits, as
 * they have no other way to tell.
 *
 * @param <T> the type of the result
 */
final class WrappedFuture<T extends @Nullable Object> extends LoopFuture<T> implements Arrival {
    private final Future<? extends T> other;

    // Written by whoever hears of the outcome, before it is left for the loop.
    private @Nullable Object result;
    private @Nullable Throwable failure;

    private WrappedFuture(EventLoop loop, Future<? extends T> other) {
        super(loop);
        this.other = other;
    }

    /** See {@link EventLoop#wrapFuture}. */
    static <T extends @Nullable Object> WrappedFuture<T> of(EventLoop loop, Future<? extends T> other) {
        WrappedFuture<T> future = new WrappedFuture<>(loop, other);
        loop.beginForeign();
        if (other instanceof CompletionStage<?> stage) {
            stage.whenComplete(future::heard);
        } else if (other.isDone()) {
            future.waitFor();
        } else {
            // Started elsewhere, as a thread started by a coroutine would run on its loop.
            Stepper.elsewhere(() -> Thread.startVirtualThread(future::waitFor));
        }
        return future;
    }

    private void waitFor() {
        try {
            heard(other.get(), null);
        } catch (ExecutionException e) {
            heard(null, e.getCause() == null ? e : e.getCause());
        } catch (Throwable e) {
            heard(null, e);
        }
    }

    private void heard(@Nullable Object result, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        this.result = result;
        this.failure = cause == null ? failure : cause;
        loop.leave(this);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // What the other future was completed with.
    public void arrive() {
        if (done()) return;
        loop.endForeign();
        if (failure instanceof CancellationException) super.cancel("the future it was made of was cancelled");
        else if (failure != null) fail(failure);
        else finish(State.SUCCEEDED, (T) result);
    }

    @Override
    public boolean cancel(String reason) {
        if (!super.cancel(reason)) return false;
        loop.endForeign();
        other.cancel(true);
        return true;
    }

    @Override
    public void setResult(T result) {
        throw new IllegalStateException("the result of " + this + " is set by the future it was made of");
    }

    @Override
    public void setException(Throwable exception) {
        throw new IllegalStateException("the exception of " + this + " is set by the future it was made of");
    }

    @Override
    public String name() {
        return "future of " + other.getClass().getSimpleName();
    }
}
