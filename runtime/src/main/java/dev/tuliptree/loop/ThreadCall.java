package dev.tuliptree.loop;

import dev.tuliptree.Body;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A task's wait for work that it has given to another thread.
 *
 * @param <T> the type of the work's value
 */
final class ThreadCall<T extends @Nullable Object> extends Waiter {
    private final LoopTask<?> task;
    private final Work<T> work;
    private final boolean abandon;
    private final Runnable atEnd;
    private final String place;

    private ThreadCall(LoopTask<?> task, Body<T, ?> body, boolean abandon, Runnable atEnd, String place) {
        this.task = task;
        this.abandon = abandon;
        this.atEnd = atEnd;
        this.place = place;
        this.work = new Work<>(task.loop, body, this::ended);
    }

    /**
     * Has work done by an executor, and suspends the current task until it is. See {@link WorkerThreads}.
     *
     * @param executor who does it
     * @param place what to call that in a dump
     * @param body the work
     * @param abandon whether a task that is cancelled goes at once also when the work has begun, and leaves it unheard
     * @param atEnd what to do when the work is done, in its thread, or when it will never be begun
     */
    static <T extends @Nullable Object> T run(
            Executor executor, String place, Body<T, ?> body, boolean abandon, Runnable atEnd) {
        LoopTask<?> current = Loops.requireTask();
        return new ThreadCall<>(current, body, abandon, atEnd, place).runIn(executor);
    }

    @SuppressWarnings("NullAway") // Null only where T admits it.
    private T runIn(Executor executor) {
        task.loop.beginForeign();
        try {
            submitTo(executor);
            waitForEnd();
        } finally {
            task.loop.endForeign();
        }
        Throwable failure = work.failure;
        if (failure != null) {
            AwaitedAt.mark(failure, task);
            throw Sneaky.rethrow(failure);
        }
        return work.result;
    }

    private void submitTo(Executor executor) {
        try {
            task.throwIfCancelled();
            executor.execute(work);
        } catch (Throwable refused) {
            if (work.prevent()) atEnd.run();
            throw refused;
        }
    }

    private void waitForEnd() {
        if (!task.isCancelRequested()) {
            await(task);
        } else {
            // An executor that runs work where it is has let it cancel its own task.
            if (abort()) task.throwIfCancelled();
            awaitUncancellably(task);
        }
    }

    private void ended() {
        atEnd.run();
        wakeThreadsafe(task.loop);
    }

    /** The task is let go if its work has not begun; the work stays in line, and nothing comes of it. */
    @Override
    protected boolean abort() {
        if (work.prevent()) {
            atEnd.run();
            return true;
        }
        work.tell(task.scope().cancelled());
        return abandon;
    }

    @Override
    public String toString() {
        return place;
    }
}
