package dev.tuliptree.http.server;

import static dev.tuliptree.Async.currentTask;
import static dev.tuliptree.Async.run;

import dev.tuliptree.Task;
import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.http.Server;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** A server on a loop of its own, in a thread of its own, that shares its port with others. Any thread. */
public final class Worker {
    private static final ListenOptions LISTENING = ListenOptions.DEFAULT.reusePort(true);

    /** Makes an application and has it listen, on the loop of the worker. */
    @FunctionalInterface
    public interface Opening {
        /** Opens the server. */
        Server open(ListenOptions listening) throws Exception;
    }

    private record Running(EventLoop loop, Task<?> task) {}

    private final Opening opening;
    private final CompletableFuture<Running> running = new CompletableFuture<>();
    private final CompletableFuture<Optional<Throwable>> started = new CompletableFuture<>();
    private final CompletableFuture<Optional<Throwable>> ended = new CompletableFuture<>();
    private volatile int port;
    private volatile boolean stopped;

    private Worker(Opening opening) {
        this.opening = opening;
    }

    /** Starts one. */
    public static Worker start(int number, Opening opening) {
        Worker worker = new Worker(opening);
        Thread.ofPlatform().daemon().name("tuliptree-worker-" + number).start(worker::main);
        return worker;
    }

    private void main() {
        Optional<Throwable> failure = Optional.empty();
        try {
            // Signals are for the loop that has opened the workers, which then closes them.
            run(LoopOptions.DEFAULT.handleSignals(false), this::serve);
        } catch (Throwable e) {
            failure = stopped && e instanceof CancellationException ? Optional.empty() : Optional.of(e);
        }
        started.complete(failure.or(() -> Optional.of(new IOException("the worker was stopped before it listened"))));
        ended.complete(failure);
    }

    private void serve() throws IOException {
        running.complete(new Running(EventLoop.current(), currentTask()));
        try (Server server = open()) {
            port = server.port();
            started.complete(Optional.empty());
            server.waitClosed();
        }
    }

    private Server open() throws IOException {
        try {
            return opening.open(LISTENING);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the application could not be made: " + e.getMessage(), e);
        }
    }

    /** Has it close its server and end. */
    public void stop() {
        stopped = true;
        var _ = running.thenAccept(it -> {
            try {
                it.loop().callSoonThreadsafe(() -> it.task().cancel("the workers were closed"));
            } catch (IllegalStateException e) {
                // Its loop has ended already.
            }
        });
    }

    /** Done when it listens, or has failed to; with what it failed with. Never fails itself. */
    public CompletableFuture<Optional<Throwable>> started() {
        return started;
    }

    /** Where it listens, once it does. */
    public int port() {
        return port;
    }

    /** Done when its loop has ended; with what that failed with. Never fails itself. */
    public CompletableFuture<Optional<Throwable>> ended() {
        return ended;
    }
}
