package dev.tuliptree.net.transport;

import dev.tuliptree.Task;
import dev.tuliptree.engine.Readiness;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.Waiter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Waits in one direction of a stream, in a task that is started with the first request. While nobody asks to be told,
 * the task is idle, or still waits for what was asked for before.
 */
final class StreamWatch {
    /** Suspends until something is worth trying. */
    @FunctionalInterface
    interface Await {
        void await() throws IOException;
    }

    private final EventLoop loop = EventLoop.current();
    private final Await await;
    private final Requested requested = new Requested();
    private @Nullable Readiness readiness;
    private @Nullable Task<?> task;
    private @Nullable IOException failure;
    private boolean ended;

    StreamWatch(Await await) {
        this.await = await;
    }

    private static final class Requested extends Waiter {
        @Override
        protected boolean abort() {
            return true;
        }

        @Override
        public String toString() {
            return "what a transport waits for";
        }
    }

    void request(@Nullable Readiness whom) {
        if (ended) return;
        readiness = whom;
        if (whom == null) return;
        if (task == null) task = loop.createTask(this::watch);
        else requested.wake();
    }

    private void watch() {
        try {
            while (true) {
                while (readiness == null) requested.await();
                await.await();
                tell();
            }
        } catch (IOException e) {
            failure = e;
            // Whoever tries again is told why.
            while (true) {
                tell();
                requested.await();
            }
        }
    }

    private void tell() {
        Readiness told = readiness;
        readiness = null;
        if (told != null) told.ready();
    }

    void throwFailure() throws IOException {
        if (failure != null) throw failure;
    }

    void end() {
        ended = true;
        readiness = null;
        if (task != null) task.cancel("the transport needs it no more");
    }
}
