package dev.tuliptree.process;

import dev.tuliptree.combine.Stages;
import dev.tuliptree.loop.Scopes;
import dev.tuliptree.loop.WorkerThreads;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends a process that has not ended by itself: asks it to, gives it time, and then kills it. Always waits for its end;
 * no cancellation comes in between, and it takes little longer than the time that was given.
 */
final class Stopping {
    private static final System.Logger LOG = System.getLogger(Stopping.class.getName());

    /** How long the system may take to end a process that was killed; one that hangs in a driver may never end. */
    private static final Duration DYING = Duration.ofSeconds(5);

    private final Process process;
    private final Exit exit;
    private final Command command;

    /** What the process has started, as far as it was found; empty unless that is to be stopped as well. */
    private final List<ProcessHandle> descendants = new ArrayList<>();

    Stopping(Process process, Exit exit, Command command) {
        this.process = process;
        this.exit = exit;
        this.command = command;
    }

    void run() {
        Scopes.<@Nullable Void, RuntimeException>run(scope -> scope.shield(true), _ -> {
            stop();
            return null;
        });
    }

    private void stop() {
        if (!process.isAlive()) return;
        lookForDescendants();
        if (command.grace().isPositive()) {
            process.toHandle().destroy();
            descendants.forEach(ProcessHandle::destroy);
            if (happensWithin(command.grace(), this::awaitAll)) return;
            lookForDescendants();
        }
        process.toHandle().destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        // Not for the descendants: they are others' to reap, who may never do so.
        if (!happensWithin(DYING, exit::await)) {
            LOG.log(Level.WARNING, "process {0} does not end although it was killed", String.valueOf(process.pid()));
        }
    }

    private void awaitAll() {
        exit.await();
        for (ProcessHandle descendant : descendants) Stages.await(descendant.onExit());
    }

    private static boolean happensWithin(Duration time, Runnable wait) {
        return !Scopes.<@Nullable Void, RuntimeException>run(scope -> scope.deadlineIn(time), _ -> {
                    wait.run();
                    return null;
                })
                .scope()
                .cancelledCaught();
    }

    /** Blocks for some milliseconds, so it is done in a thread. Finds nothing once the process has ended. */
    private void lookForDescendants() {
        if (!command.stopsDescendants()) return;
        List<ProcessHandle> found =
                WorkerThreads.run(Launch.THREADS, () -> process.descendants().toList());
        for (ProcessHandle handle : found) if (!descendants.contains(handle)) descendants.add(handle);
    }
}
