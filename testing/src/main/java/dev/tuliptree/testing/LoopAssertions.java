package dev.tuliptree.testing;

import static dev.tuliptree.Async.cancelScope;
import static dev.tuliptree.Async.checkpoint;
import static dev.tuliptree.Async.createTask;
import static dev.tuliptree.Async.currentTask;

import dev.tuliptree.Action;
import dev.tuliptree.CancelScope;
import dev.tuliptree.Task;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.SuspensionListener;

/** Assertions on what the contracts of this library speak of. For loop tests, in their tasks. */
public final class LoopAssertions {
    /** A task may pass so many checkpoints before the others have their turn; the loop allows fewer. */
    private static final int PATIENCE = 1_000;

    private LoopAssertions() {}

    /**
     * Asserts that a block notices a cancellation: that it raises {@link dev.tuliptree.Cancelled} in a cancelled scope.
     *
     * @param block the block, which is run once
     * @param <X> what it may throw
     * @throws X as the block does
     */
    public static <X extends Exception> void assertCheckpoints(Action<X> block) throws X {
        CancelScope scope = cancelScope(cancelled -> {
            cancelled.cancel("to see whether it is noticed");
            block.run();
        });
        if (!scope.cancelledCaught()) throw new AssertionError("the block has passed no checkpoint");
    }

    /**
     * Asserts that a block neither notices a cancellation nor lets another task have its turn.
     *
     * @param block the block, which is run once, in a cancelled scope
     * @param <X> what it may throw
     * @throws X as the block does
     */
    public static <X extends Exception> void assertNoCheckpoints(Action<X> block) throws X {
        Suspensions suspensions = new Suspensions(currentTask());
        EventLoop loop = EventLoop.current();
        loop.setSuspensionListener(suspensions);
        CancelScope scope;
        try {
            scope = cancelScope(cancelled -> {
                cancelled.cancel("to see whether it is noticed");
                block.run();
            });
        } finally {
            loop.setSuspensionListener(null);
        }
        if (scope.cancelledCaught()) throw new AssertionError("the block has noticed that it was cancelled");
        if (suspensions.count > 0) throw new AssertionError("the block has suspended the task");
    }

    /**
     * Asserts that a block that is run again and again does not keep other tasks from having their turns.
     *
     * @param block the block, which is run many times
     * @param <X> what it may throw
     * @throws X as the block does
     */
    public static <X extends Exception> void assertLetsOthersRun(Action<X> block) throws X {
        Task<?> other = createTask(() -> checkpoint());
        for (int i = 0; i < PATIENCE && !other.done(); i++) block.run();
        if (!other.done()) throw new AssertionError("another task had no turn in " + PATIENCE + " runs of the block");
    }

    private static final class Suspensions implements SuspensionListener {
        private final Task<?> watched;
        private int count;

        Suspensions(Task<?> watched) {
            this.watched = watched;
        }

        @Override
        public void suspended(Task<?> task) {
            if (task == watched) count++;
        }

        @Override
        public void queued(Task<?> task) {}
    }
}
