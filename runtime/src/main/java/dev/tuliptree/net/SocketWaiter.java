package dev.tuliptree.net;

import dev.tuliptree.engine.EngineDatagrams;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.Readiness;
import dev.tuliptree.loop.Waiter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One direction of a socket, at which one task at a time can wait for the engine. */
final class SocketWaiter extends Waiter {
    private final String what;
    private final Consumer<@Nullable Readiness> request;

    private SocketWaiter(String what, Consumer<@Nullable Readiness> request) {
        this.what = what;
        this.request = request;
    }

    static SocketWaiter readable(EngineSocket socket) {
        return new SocketWaiter("data to receive", socket::onReadable);
    }

    static SocketWaiter writable(EngineSocket socket) {
        return new SocketWaiter("room to send", socket::onWritable);
    }

    static SocketWaiter readable(EngineDatagrams socket) {
        return new SocketWaiter("a message", socket::onReadable);
    }

    static SocketWaiter writable(EngineDatagrams socket) {
        return new SocketWaiter("room to send", socket::onWritable);
    }

    /** Refuses a second task where one waits. */
    void requireFree() {
        if (isWaiting()) throw new IllegalStateException("another task is waiting for " + what + " on this socket");
    }

    /** Suspends the current task until trying again is worth it. A checkpoint. */
    void awaitReady() {
        request.accept(this);
        await();
    }

    @Override
    protected boolean abort() {
        request.accept(null);
        return true;
    }

    @Override
    public String toString() {
        return what;
    }
}
