package dev.tuliptree.loop;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

/** A task that sleeps until a point in time. */
final class Sleeper extends Timer implements Abort {
    private final LoopTask<?> task;

    private Sleeper(LoopTask<?> task) {
        this.task = task;
    }

    /** Suspends a task, which is the running one. */
    static void sleep(LoopTask<?> task, long until) {
        task.throwIfCancelled();
        Sleeper sleeper = new Sleeper(task);
        if (until != NEVER) task.loop.timers.set(sleeper, until);
        task.suspend(sleeper);
    }

    @Override
    void fire() {
        task.wake();
    }

    @Override
    public boolean abortWait() {
        task.loop.timers.remove(this);
        return true;
    }

    @Override
    public String toString() {
        if (index < 0) return "sleep for ever";
        long left = Math.max(0, when - task.loop.nanoTime());
        return "sleep for another " + NANOSECONDS.toMillis(left) / 1000.0 + " s";
    }
}
