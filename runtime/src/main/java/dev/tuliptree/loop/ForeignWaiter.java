package dev.tuliptree.loop;

/**
 * A place at which one task at a time waits for what the outside may do at any time, or never: a thread that reads what
 * somebody types, another process. While it waits, a virtual clock does not jump: see
 * {@link EventLoop#beginOutsideWait()}. Belongs to the loop it was made on; loop thread only, but for
 * {@link #wakeForeign()}.
 *
 * <p>Being woken means that it is worth looking again, no more: a wake that arrives when the task has been cancelled
 * meanwhile ends the next wait at once. So waits stand in a loop, {@code while (!done) awaitForeign()}.
 */
public final class ForeignWaiter extends Waiter {
    private final EventLoop loop = EventLoop.current();
    private final String what;

    /**
     * Makes one of the calling loop.
     *
     * @param what what is waited for, as thread dumps show it
     */
    public ForeignWaiter(String what) {
        this.what = what;
    }

    /**
     * Suspends the current task until it is woken. A checkpoint.
     *
     * @throws dev.tuliptree.Cancelled if the task is cancelled
     */
    public void awaitForeign() {
        loop.beginOutsideWait();
        try {
            await();
        } finally {
            loop.endOutsideWait();
        }
    }

    /**
     * Has the task look again that waits, or the next one that is about to. Any thread, also when the loop is closed.
     */
    public void wakeForeign() {
        wakeThreadsafe(loop);
    }

    @Override
    protected boolean abort() {
        return true;
    }

    @Override
    public String toString() {
        return what;
    }
}
