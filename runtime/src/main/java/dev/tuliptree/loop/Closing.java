package dev.tuliptree.loop;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The end of a loop, in the order that loses nothing: tasks, what other threads left, callbacks, the carrier. */
final class Closing {
    /** How often a loop that is being closed looks whether more has come to be called, before it refuses that. */
    private static final int ROUNDS = 16;

    private final EventLoop loop;

    Closing(EventLoop loop) {
        this.loop = loop;
    }

    void close() {
        if (!loop.isBroken()) {
            endTasks();
            reportUnseenFailures();
            endTasks();
            closeInbox();
            endCallbacks();
        }
        loop.closeWorkers();
        loop.closed = true;
        loop.carrier.close();
        releaseStrays();
        try {
            loop.engine.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the engine of a loop", e);
        }
    }

    private void endTasks() {
        loop.background.end("the loop was closed");
    }

    private void reportUnseenFailures() {
        if (!loop.unseen.isEmpty()) loop.createTask(loop.unseen::report);
        if (!loop.unlooked.isEmpty()) loop.createTask(loop.unlooked::report);
    }

    /** Gives callbacks their turn that were accepted before other threads could know, and then accepts no more. */
    private void closeInbox() {
        int rounds = 0;
        do {
            // Callbacks may schedule callbacks, and other threads submit them, without end: at some time it is enough.
            if (++rounds == ROUNDS) loop.refusing = true;
            loop.turnOver();
            endTasks();
        } while ((!loop.ready.isEmpty() && !loop.refusing) || !loop.inbox.closeIfEmpty());
    }

    private void endCallbacks() {
        loop.enter();
        try {
            for (LoopTask<?> runner : loop.callbacks.close()) loop.carrier.run(runner);
        } finally {
            loop.exit();
        }
    }

    /** Lets virtual threads go on elsewhere that are none of the loop's tasks, but were started by one. */
    private void releaseStrays() {
        TimerHeap timers = loop.timers;
        // They look themselves whether their time is over.
        while (timers.size() > 0) timers.fireDue(timers.nextDeadline());
        for (Object left = loop.ready.poll(); left != null; left = loop.ready.poll()) {
            if (left instanceof Runnable stray && !(left instanceof LoopTask<?>)) Stepper.elsewhere(stray);
        }
    }
}
