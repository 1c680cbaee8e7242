package dev.tuliptree.loop;

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
        return index < 0 ? "sleep for ever" : "sleep until " + when;
    }
}
