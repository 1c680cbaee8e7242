package dev.tuliptree.loop;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Who does the work in other threads for which no executor was named: the loop's own threads, or one set instead. */
final class DefaultExecutor {
    /** Waiting for the end of an executor, which takes a thread of its own. */
    private static final WorkerKind SHUTDOWN = new WorkerKind("shutdown", 1);

    private final EventLoop loop;
    private @Nullable ExecutorService chosen;
    private boolean shutDown;

    DefaultExecutor(EventLoop loop) {
        this.loop = loop;
    }

    ExecutorService get() {
        if (shutDown) {
            throw new IllegalStateException(
                    "the default executor of the loop was shut down: set another one with setDefaultExecutor(...)");
        }
        return inUse();
    }

    private ExecutorService inUse() {
        ExecutorService set = chosen;
        return set == null ? loop.workers(WorkerKind.ANY).pool() : set;
    }

    void set(ExecutorService executor) {
        chosen = executor;
        shutDown = false;
    }

    /** Takes no more work, and waits until what was taken is done; false if the time was too short for that. */
    boolean shutdown(Duration limit) {
        shutDown = true;
        ExecutorService executor = inUse();
        executor.shutdown();
        if (executor.isTerminated()) {
            Checkpoint.checkpoint();
            return true;
        }
        LoopScope scope = Scopes.run(
                        timeout -> timeout.deadlineIn(limit),
                        _ -> ThreadCall.run(
                                loop.workers(SHUTDOWN).pool(),
                                "the end of the default executor",
                                () -> executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS),
                                true,
                                () -> {}))
                .scope();
        return !scope.cancelledCaught();
    }

    /** The loop comes to its end: takes no more work. */
    void close() {
        if (chosen != null) chosen.shutdown();
    }
}
