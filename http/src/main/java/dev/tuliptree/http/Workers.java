package dev.tuliptree.http;

import static dev.tuliptree.Async.await;
import static dev.tuliptree.Async.shielded;

import dev.tuliptree.http.server.Worker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * One application on several cores: each worker is a thread with an event loop of its own, and all listen on one port,
 * among which the system divides the connections (SO_REUSEPORT; Linux does that evenly, other systems may not).
 *
 * <pre>{@code
 * run(() -> {
 *     try (Workers workers = Workers.open("0.0.0.0", 8080, 4, MyApp::create)) {
 *         workers.waitClosed();
 *     }
 * });
 * }</pre>
 *
 * <p>Each worker has an application of its own, made by a factory on the worker's loop, so that nothing is shared by
 * accident. What is shared on purpose, a {@code SessionStore} say, must be good for any thread. Lifespans run once in
 * each worker. Loop thread only, that of the loop that opened it, which serves nothing itself.
 */
public final class Workers implements AutoCloseable {
    private final List<Worker> workers;
    private final int port;

    private Workers(List<Worker> workers, int port) {
        this.workers = workers;
        this.port = port;
    }

    /**
     * Opens workers with {@link ServerOptions#DEFAULT}: see {@link #open(String, int, int, Callable, ServerOptions)}.
     */
    public static Workers open(String host, int port, int count, Callable<Application> factory) throws IOException {
        return open(host, port, count, factory, ServerOptions.DEFAULT);
    }

    /**
     * Opens workers, and suspends until all of them listen. A checkpoint; cancelled, it leaves none behind.
     *
     * @param host the name or address to listen on
     * @param port the port, 0 for a free one
     * @param count how many workers: as many as there are cores for them
     * @param factory makes an application that does not listen yet; called once in each worker
     * @param options limits and timeouts, for each worker by itself
     * @throws IllegalArgumentException if there is to be no worker
     * @throws IOException if the address cannot be bound, or the factory fails; says which
     */
    public static Workers open(String host, int port, int count, Callable<Application> factory, ServerOptions options)
            throws IOException {
        if (count < 1) {
            throw new IllegalArgumentException("there is at least one worker, not " + count);
        }
        List<Worker> workers = new ArrayList<>();
        boolean opened = false;
        try {
            // The first one finds the port; and if it cannot, the others need not try.
            Worker first = Worker.start(1, listening -> factory.call().listen(host, port, listening, options));
            workers.add(first);
            awaitStart(first);
            int found = first.port();
            for (int i = 2; i <= count; i++) {
                workers.add(Worker.start(i, listening -> factory.call().listen(host, found, listening, options)));
            }
            for (Worker worker : workers) {
                awaitStart(worker);
            }
            opened = true;
            return new Workers(List.copyOf(workers), found);
        } finally {
            if (!opened) {
                end(workers);
            }
        }
    }

    private static void awaitStart(Worker worker) throws IOException {
        switch (await(worker.started()).orElse(null)) {
            case null -> {}
            case IOException e -> throw e;
            case Throwable e -> throw new IOException("a worker could not start: " + e.getMessage(), e);
        }
    }

    /** The port that all listen on. */
    public int port() {
        return port;
    }

    /** How many there are. */
    public int count() {
        return workers.size();
    }

    /**
     * Suspends until one of them has ended, be it by {@link #close}. A checkpoint.
     *
     * @throws IllegalStateException if it has failed, with that as its cause
     */
    public void waitClosed() {
        await(CompletableFuture.anyOf(workers.stream().map(Worker::ended).toArray(CompletableFuture<?>[]::new)));
        for (Worker worker : workers) {
            Throwable failure = worker.ended().getNow(Optional.empty()).orElse(null);
            if (failure != null) {
                throw new IllegalStateException("a worker has failed: " + failure.getMessage(), failure);
            }
        }
    }

    /**
     * Closes all servers at the same time, each as {@link Server#close} does, and suspends until their loops have
     * ended. Idempotent. Suspends also in a scope that was cancelled.
     */
    @Override
    public void close() {
        end(workers);
    }

    private static void end(List<Worker> workers) {
        workers.forEach(Worker::stop);
        shielded(() -> {
            for (Worker worker : workers) {
                await(worker.ended());
            }
        });
    }

    @Override
    public String toString() {
        return workers.size() + " workers on port " + port;
    }
}
