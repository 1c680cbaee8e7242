package dev.tuliptree.net;

import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.loop.Waiter;
import java.util.List;

/** Where one task at a time waits until one of several sockets has a connection. */
final class AcceptWaiter extends Waiter {
    private final List<EngineListener> sockets;

    AcceptWaiter(List<EngineListener> sockets) {
        this.sockets = sockets;
    }

    /** Refuses a second task where one waits. */
    void requireFree() {
        if (isWaiting()) throw new IllegalStateException("another task is waiting for " + this + " on this listener");
    }

    /** Suspends the current task until trying again is worth it. A checkpoint. */
    void awaitReady() {
        for (EngineListener socket : sockets) socket.onAcceptable(this);
        await();
        if (sockets.size() > 1) forget();
    }

    private void forget() {
        for (EngineListener socket : sockets) socket.onAcceptable(null);
    }

    @Override
    protected boolean abort() {
        forget();
        return true;
    }

    @Override
    public String toString() {
        return "a connection";
    }
}
