package dev.tuliptree.loop;

import dev.tuliptree.Coroutine;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Runs callbacks in coroutines, since the bare loop thread may not run a user's code. One runner takes one callback
 * after the other for as long as they stand together in the ready queue, so that a mount is shared by many. A callback
 * that blocks in a call that is none of ours blocks its runner only: the next callback gets another one.
 */
final class Callbacks {
    private final EventLoop loop;
    private final ArrayDeque<Runner> idle = new ArrayDeque<>();
    private boolean closing;

    Callbacks(EventLoop loop) {
        this.loop = loop;
    }

    /** A coroutine that will run the callback when it is given its turn. */
    LoopTask<?> runnerFor(Handle handle) {
        Runner runner = idle.poll();
        if (runner == null) runner = new Runner();
        runner.first = handle;
        return runner.task;
    }

    /** The idle runners, which end when they are given their turn. */
    Iterable<LoopTask<?>> close() {
        closing = true;
        return idle.stream().<LoopTask<?>>map(runner -> runner.task).toList();
    }

    private final class Runner implements Coroutine<@Nullable Void>, Abort {
        final LoopTask<@Nullable Void> task = new LoopTask<>(loop, null, this);

        @Nullable
        Handle first;

        @Override
        public @Nullable Void run() {
            while (!closing) {
                Handle handle = first;
                first = null;
                while (handle != null) {
                    runOne(handle);
                    handle = loop.nextCallback();
                }
                idle.push(this);
                task.suspendUncancellably(this);
            }
            return null;
        }

        private void runOne(Handle handle) {
            if (handle.cancelled()) return;
            task.context = handle.context();
            try {
                handle.run();
            } catch (Throwable failure) {
                loop.callExceptionHandler(handle + " failed", failure);
            }
        }

        @Override
        public boolean abortWait() {
            return false;
        }

        @Override
        public String toString() {
            return "the next callback";
        }
    }
}
