package dev.tuliptree.loop;

import dev.tuliptree.Task;

/**
 * The parts of a checkpoint, for operations that are built on the loop. One that may suspend begins with
 * {@link #throwIfCancelled()}; if it then need not wait, it ends with {@link #passTurn()}, which cannot lose what it
 * has got. Loop thread only.
 */
public final class Checkpoint {
    private Checkpoint() {}

    /** A checkpoint: see {@link dev.tuliptree.Async#checkpoint()}. */
    public static void checkpoint() {
        Loops.requireTask().checkpoint();
    }

    /**
     * Whether the current task was asked to come to its end: see {@link dev.tuliptree.Async#windingDown()}.
     *
     * @return true once it was
     */
    public static boolean windingDown() {
        return Loops.requireTask().scope().windingDown();
    }

    /** Suspends the current task until it is asked to come to its end. A checkpoint. */
    public static void awaitWindDown() {
        LoopTask<?> task = Loops.requireTask();
        task.throwIfCancelled();
        while (!task.scope().windingDown()) task.loop.windDowns.park();
    }

    /**
     * When the current task will be cancelled, as far as is known: see {@link dev.tuliptree.Async#effectiveDeadline()}.
     *
     * @return nanoseconds of the loop's clock
     */
    public static long effectiveDeadline() {
        return Loops.requireTask().scope().effectiveDeadline();
    }

    /**
     * Whether the calling code runs on a loop, in a task or in a callback. If not, it runs in a plain thread, and may
     * block it. Any thread.
     *
     * @return true if it runs on a loop
     */
    public static boolean inCoroutine() {
        return Loops.currentCoroutine() != null;
    }

    /**
     * The task the calling code runs in.
     *
     * @return the task
     */
    public static Task<?> currentTask() {
        return Loops.requireTask();
    }

    /**
     * Notices a cancellation; lets nobody else run.
     *
     * @throws dev.tuliptree.Cancelled if the current task is cancelled
     */
    public static void throwIfCancelled() {
        Loops.requireTask().throwIfCancelled();
    }

    /** Gives the ready tasks their turn if the current one has used up its share; notices no cancellation. */
    public static void passTurn() {
        Loops.requireTask().passTurn();
    }
}
