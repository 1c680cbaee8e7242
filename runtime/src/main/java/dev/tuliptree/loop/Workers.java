package dev.tuliptree.loop;

import dev.tuliptree.Body;
import dev.tuliptree.Cancelled;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A loop's threads for one kind of work that blocks. They are started on demand and end when they have been idle. */
final class Workers {
    private static final long IDLE_SECONDS = 10;

    /** What the calling thread is at, for {@link #throwIfCancelled}. */
    private static final ThreadLocal<@Nullable Job> RUNNING = new ThreadLocal<>();

    private final EventLoop loop;
    private final WorkerKind kind;
    private @Nullable ThreadPoolExecutor threads;

    Workers(EventLoop loop, WorkerKind kind) {
        this.loop = loop;
        this.kind = kind;
    }

    /**
     * Runs work in another thread and suspends the current task until it is done. See {@link WorkerThreads}.
     *
     * @param work the work
     * @param abandon whether a task that is cancelled goes at once also when the work has begun, and leaves it unheard
     * @param atEnd what to do when the work is done, in its thread, or when it will never be begun
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // What work.run() returned.
    <T extends @Nullable Object> T run(Body<T, ?> work, boolean abandon, Runnable atEnd) {
        LoopTask<?> current = Loops.requireTask();
        Job job = new Job(current, work, abandon, atEnd);
        loop.beginForeign();
        try {
            if (current.isCancelRequested()) job.abort();
            current.throwIfCancelled();
            executor().execute(job);
            job.await(current);
        } finally {
            loop.endForeign();
        }
        Throwable failure = job.failure;
        if (failure != null) {
            AwaitedAt.mark(failure, current);
            throw Sneaky.rethrow(failure);
        }
        return (T) job.result;
    }

    /** The task that the calling thread works for, or null. */
    static @Nullable LoopTask<?> host() {
        Job job = RUNNING.get();
        return job == null ? null : job.task;
    }

    static void throwIfCancelled() {
        Job job = RUNNING.get();
        Cancelled cancelled = job == null ? null : job.cancelled;
        if (cancelled != null) throw cancelled;
    }

    private ThreadPoolExecutor executor() {
        ThreadPoolExecutor existing = threads;
        if (existing != null) return existing;
        var factory = Thread.ofPlatform()
                .daemon()
                .name("tuliptree-" + kind.name() + "-", 1)
                .factory();
        var created = new ThreadPoolExecutor(
                kind.most(), kind.most(), IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        created.allowCoreThreadTimeOut(true);
        threads = created;
        return created;
    }

    void close() {
        if (threads != null) threads.shutdown();
    }

    private final class Job extends Waiter implements Runnable {
        private final LoopTask<?> task;
        private final Body<?, ?> work;
        private final boolean abandon;
        private final Runnable atEnd;
        private final Context context = Context.current();

        /** Set by the one who gets there first: the thread that runs the work, or the cancellation that prevents it. */
        private final AtomicBoolean decided = new AtomicBoolean();

        @Nullable
        Object result;

        @Nullable
        Throwable failure;

        /** What to raise in the thread, once the task was cancelled. */
        volatile @Nullable Cancelled cancelled;

        Job(LoopTask<?> task, Body<?, ?> work, boolean abandon, Runnable atEnd) {
            this.task = task;
            this.work = work;
            this.abandon = abandon;
            this.atEnd = atEnd;
        }

        @Override
        public void run() {
            if (!decided.compareAndSet(false, true)) return;
            Context.setCurrent(context);
            RUNNING.set(this);
            try {
                result = work.run();
            } catch (Throwable e) {
                failure = e;
            }
            RUNNING.remove();
            Context.setCurrent(Context.empty());
            atEnd.run();
            wakeThreadsafe(loop);
        }

        /** The task is let go if its work has not begun; the job stays in line, and nothing comes of it. */
        @Override
        protected boolean abort() {
            if (decided.compareAndSet(false, true)) {
                atEnd.run();
                return true;
            }
            cancelled = task.scope().cancelled();
            return abandon;
        }

        @Override
        public String toString() {
            return "a " + kind.name() + " thread";
        }
    }
}
