package dev.tuliptree.loop;

import dev.tuliptree.Future;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The future every loop makes; its outcome, and who is to be told of it. */
class LoopFuture<T extends @Nullable Object> implements Future<T> {
    /** What has become of it so far. */
    enum State {
        PENDING,
        SUCCEEDED,
        FAILED,
        CANCELLED
    }

    final EventLoop loop;
    private final @Nullable FutureNotes notes;
    private State state = State.PENDING;
    private @Nullable Object outcome;
    private @Nullable Listener firstListener;
    private @Nullable Listener lastListener;

    LoopFuture(EventLoop loop) {
        this.loop = loop;
        this.notes = loop.isDebug() ? new FutureNotes() : null;
    }

    /** Where it was made, as a suffix to its name; empty unless in debug mode. */
    final String madeAt() {
        return notes == null ? "" : notes.madeAt();
    }

    /** Someone to be told when the future is done; a link in a list. */
    abstract static class Listener {
        @Nullable
        Listener before;

        @Nullable
        Listener after;

        abstract void done();
    }

    /** A task that awaits the future. */
    private final class Awaiting extends Listener implements Abort {
        final LoopTask<?> task;

        Awaiting(LoopTask<?> task) {
            this.task = task;
        }

        @Override
        void done() {
            task.wake();
        }

        @Override
        public boolean abortWait() {
            removeListener(this);
            return true;
        }

        @Override
        public String toString() {
            return LoopFuture.this.toString();
        }
    }

    /** A callback to be called through the loop. */
    private final class Callback extends Listener {
        final Consumer<? super Future<T>> callback;

        /** Made here, so that it has the context of whoever adds the callback. */
        private final Handle handle;

        Callback(Consumer<? super Future<T>> callback) {
            this.callback = callback;
            this.handle = new Handle(() -> callback.accept(LoopFuture.this));
        }

        @Override
        void done() {
            loop.ready.add(handle);
        }
    }

    @Override
    public final EventLoop loop() {
        return loop;
    }

    @Override
    public final boolean done() {
        return state != State.PENDING;
    }

    @Override
    public final boolean cancelled() {
        return state == State.CANCELLED;
    }

    final boolean failed() {
        return state == State.FAILED;
    }

    @Override
    public final T await() {
        LoopTask<?> current = Loops.requireTask();
        if (current == this) throw new IllegalStateException("task " + current.name() + " cannot await itself");
        if (current.loop != loop) {
            throw new IllegalStateException(this + " belongs to another loop than task " + current.name());
        }
        awaitDone(current);
        if (outcome instanceof Throwable failure && state == State.FAILED) AwaitedAt.mark(failure, current);
        return result();
    }

    /** Suspends until it is done, and raises nothing of its outcome. A checkpoint. */
    final void awaitDone(LoopTask<?> current) {
        if (done()) {
            current.checkpointInPassing();
            return;
        }
        current.throwIfCancelled();
        Awaiting awaiting = new Awaiting(current);
        addListener(awaiting);
        current.suspend(awaiting);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // The outcome of a success is what setResult(T) was given.
    public final T result() {
        return switch (state) {
            case PENDING -> throw new IllegalStateException(this + " is not done");
            case SUCCEEDED -> (T) outcome;
            case FAILED -> throw Sneaky.rethrow(Objects.requireNonNull(exception()));
            case CANCELLED -> throw cancellation();
        };
    }

    @Override
    public final @Nullable Throwable exception() {
        return switch (state) {
            case PENDING -> throw new IllegalStateException(this + " is not done");
            case SUCCEEDED -> null;
            case FAILED -> {
                failureSeen();
                yield (Throwable) outcome;
            }
            case CANCELLED -> throw cancellation();
        };
    }

    /** Somebody looked at the failure, so nobody else has to be told of it. */
    void failureSeen() {
        if (notes != null) notes.seen();
    }

    /** Ends it with a failure that may stay unseen outside of debug mode. */
    final void fail(Throwable failure) {
        finish(State.FAILED, failure);
        if (notes != null) notes.failed(this, failure);
    }

    private CancellationException cancellation() {
        return new CancellationException(this + " was cancelled: " + outcome);
    }

    @Override
    public void setResult(T result) {
        finish(State.SUCCEEDED, result);
    }

    @Override
    public void setException(Throwable exception) {
        fail(exception);
    }

    @Override
    public boolean cancel(String reason) {
        if (done()) return false;
        finish(State.CANCELLED, reason);
        return true;
    }

    /** Sets the outcome and tells everyone. */
    final void finish(State how, @Nullable Object what) {
        loop.checkThread("setting the outcome of a task or future");
        if (done()) throw new IllegalStateException(this + " is done already");
        state = how;
        outcome = what;
        Listener listener = firstListener;
        firstListener = null;
        lastListener = null;
        while (listener != null) {
            Listener next = listener.after;
            tell(listener);
            listener = next;
        }
    }

    /** One that fails must not keep the others from being told. */
    private void tell(Listener listener) {
        try {
            listener.done();
        } catch (Throwable failure) {
            loop.schedule(() -> loop.callExceptionHandler("somebody to be told of " + this + " failed", failure));
        }
    }

    @Override
    public final void addDoneCallback(Consumer<? super Future<T>> callback) {
        loop.checkThread("adding a callback to a task or future");
        Callback listener = new Callback(callback);
        if (done()) listener.done();
        else addListener(listener);
    }

    @Override
    public final int removeDoneCallback(Consumer<? super Future<T>> callback) {
        int removed = 0;
        Listener listener = firstListener;
        while (listener != null) {
            Listener next = listener.after;
            if (listener instanceof LoopFuture<?>.Callback registered && registered.callback == callback) {
                removeListener(listener);
                removed++;
            }
            listener = next;
        }
        return removed;
    }

    final boolean hasListeners() {
        return firstListener != null;
    }

    final void addListener(Listener listener) {
        listener.before = lastListener;
        if (lastListener == null) firstListener = listener;
        else lastListener.after = listener;
        lastListener = listener;
    }

    final void removeListener(Listener listener) {
        Listener before = listener.before;
        Listener after = listener.after;
        if (before == null) firstListener = after;
        else before.after = after;
        if (after == null) lastListener = before;
        else after.before = before;
        listener.before = null;
        listener.after = null;
    }

    @Override
    public String name() {
        return "future";
    }

    @Override
    public final CompletableFuture<T> toCompletableFuture() {
        loop.checkThread("toCompletableFuture");
        return CompletableFutures.of(this);
    }

    @Override
    public String toString() {
        return name() + madeAt();
    }
}
