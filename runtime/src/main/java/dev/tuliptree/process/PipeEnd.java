package dev.tuliptree.process;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.Closeables;
import dev.tuliptree.loop.ForeignWaiter;
import dev.tuliptree.net.ClosedStreamException;
import java.nio.channels.SelectionKey;

/** This process's end of a pipe, and the one task that waits for it to be ready. Loop thread only. */
final class PipeEnd {
    private final PipePoller poller;
    private final SelectionKey key;
    private final int operation;
    private final String what;
    private final ForeignWaiter waiter;
    private final Closeables.Watch watch;

    /** Whether the poller has found it ready since that was last asked for. */
    private volatile boolean ready;

    private boolean used;
    private boolean closed;

    /**
     * Makes one.
     *
     * @param poller who watches it
     * @param key the key of its channel
     * @param operation what it can do
     * @param what what it is called
     */
    PipeEnd(PipePoller poller, SelectionKey key, int operation, String what) {
        this.poller = poller;
        this.key = key;
        this.operation = operation;
        this.what = what;
        waiter = new ForeignWaiter(what);
        watch = Closeables.opened(this, what);
        key.attach((Runnable) this::found);
    }

    /** Runs in the poller's thread. */
    private void found() {
        ready = true;
        waiter.wakeForeign();
    }

    /** Begins an operation; {@link #end()} ends it. */
    void begin() throws ClosedStreamException {
        Checkpoint.throwIfCancelled();
        requireOpen();
        if (used) throw new IllegalStateException("another task is at " + what);
        used = true;
    }

    void end() {
        used = false;
    }

    /** Suspends the current task until trying is worth it. A checkpoint. */
    void await() throws ClosedStreamException {
        ready = false;
        poller.request(key, operation);
        while (!ready && !closed) waiter.awaitForeign();
        requireOpen();
    }

    private void requireOpen() throws ClosedStreamException {
        if (closed) throw new ClosedStreamException();
    }

    void close() {
        if (closed) return;
        closed = true;
        watch.closed();
        poller.close(key.channel());
        waiter.wake();
    }

    @Override
    public String toString() {
        return what + (closed ? ", closed" : "");
    }
}
