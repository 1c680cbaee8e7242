package dev.tuliptree.loop;

import dev.tuliptree.Body;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A loop's threads for one kind of work that blocks. They are started on demand and end when they have been idle. */
final class Workers {
    private static final long IDLE_SECONDS = 10;

    private final WorkerKind kind;
    private @Nullable ThreadPoolExecutor threads;

    Workers(WorkerKind kind) {
        this.kind = kind;
    }

    /** Runs work in another thread and suspends the current task until it is done. See {@link WorkerThreads}. */
    <T extends @Nullable Object> T run(Body<T, ?> work) {
        return ThreadCall.run(pool(), "a " + kind.name() + " thread", work, false, () -> {});
    }

    /** Its threads. */
    ThreadPoolExecutor pool() {
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
}
