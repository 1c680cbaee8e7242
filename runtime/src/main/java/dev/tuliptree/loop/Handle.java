package dev.tuliptree.loop;

/**
 * A callback that {@link EventLoop#callSoon} or {@link EventLoop#callSoonThreadsafe} scheduled. Any thread may cancel
 * it; from another thread than the loop's it may come too late.
 */
public sealed class Handle permits TimerHandle {
    private final Runnable callback;
    private final Context context;
    private volatile boolean cancelled;

    Handle(Runnable callback) {
        this.callback = callback;
        this.context = Context.current();
    }

    /** Takes the callback back, if it has not run. Not a checkpoint. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * Whether it was taken back.
     *
     * @return true once {@link #cancel()} was called
     */
    public final boolean cancelled() {
        return cancelled;
    }

    /** The context of whoever scheduled it. */
    final Context context() {
        return context;
    }

    final void run() {
        callback.run();
    }

    @Override
    public String toString() {
        return "callback " + callback;
    }
}
