package dev.tuliptree.loop;

import dev.tuliptree.engine.Readiness;

/**
 * A callback that is called in its turn whenever it is said to be due, by the engine or by anyone on the loop. It is
 * one and the same for as long as it is needed: that it is due, and its turn, allocate nothing. Callbacks that are due
 * one after the other share a mount, as all callbacks do. Loop thread only.
 */
public final class ReadyCallback implements Readiness {
    private final EventLoop loop;
    private final Runnable callback;
    private final Handle handle = new Handle(this::call);
    private boolean due;

    /**
     * Makes one that is not due. It is called in the context of the caller.
     *
     * @param loop on which loop it is called
     * @param callback what to call; must not suspend. What it throws goes to the loop's exception handler.
     */
    public ReadyCallback(EventLoop loop, Runnable callback) {
        this.loop = loop;
        this.callback = callback;
    }

    /** Has it called in its turn, once however often this is said before. Not a checkpoint. */
    @Override
    public void ready() {
        if (due) return;
        due = true;
        loop.ready.add(handle);
    }

    /** Runs in a coroutine. */
    private void call() {
        due = false;
        callback.run();
    }

    @Override
    public String toString() {
        return callback.toString();
    }
}
