package dev.tuliptree.file;

import dev.tuliptree.Action;
import dev.tuliptree.Body;
import dev.tuliptree.BodyOf;
import dev.tuliptree.loop.LoopScope;
import dev.tuliptree.loop.Scopes;
import dev.tuliptree.loop.WorkerKind;
import dev.tuliptree.loop.WorkerThreads;
import org.jspecify.annotations.Nullable;

/** Runs what blocks on files in the threads that are there for it. */
final class FileWork {
    private FileWork() {}

    /** Suspends the current task until the block has run in a file thread. A checkpoint. */
    static <T extends @Nullable Object, X extends Exception> T call(Body<T, X> body) throws X {
        return WorkerThreads.run(WorkerKind.FILE, body);
    }

    /** As {@link #call}, for a block without a value. */
    static <X extends Exception> void run(Action<X> action) throws X {
        WorkerThreads.<@Nullable Void, X>run(WorkerKind.FILE, () -> {
            action.run();
            return null;
        });
    }

    /** As {@link #run}, also when the task is cancelled: for giving back what it holds. No point of cancellation. */
    static <X extends Exception> void runShielded(Action<X> action) throws X {
        BodyOf<LoopScope, @Nullable Void, X> inScope = _ -> {
            run(action);
            return null;
        };
        Scopes.run(scope -> scope.shield(true), inScope);
    }
}
