package dev.tuliptree.process;

import dev.tuliptree.Future;
import dev.tuliptree.loop.EventLoop;
import java.util.OptionalInt;

/**
 * The end of a process, to be waited for by any number of tasks. The JDK has a thread wait for each child, so one that
 * has ended leaves no zombie, whether anybody asks or not. Loop thread only.
 */
final class Exit {
    private final EventLoop loop = EventLoop.current();
    private final Process process;
    private final Future<Integer> code = loop.createFuture();

    Exit(Process process) {
        this.process = process;
        var _ = process.onExit().thenAccept(this::ended);
    }

    /** Runs in a thread of the JDK's. */
    private void ended(Process ended) {
        try {
            loop.callSoonThreadsafe(() -> code.setResult(ended.exitValue()));
        } catch (IllegalStateException e) {
            // The loop is closed, so nobody waits.
        }
    }

    /** Suspends the current task until the process has ended. A checkpoint. */
    int await() {
        if (code.done()) return code.await();
        loop.beginOutsideWait();
        try {
            return code.await();
        } finally {
            loop.endOutsideWait();
        }
    }

    /** The exit code, if the process has ended; it may know that before those who wait are told. */
    OptionalInt now() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }
}
