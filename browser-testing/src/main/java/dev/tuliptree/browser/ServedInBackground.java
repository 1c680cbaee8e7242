package dev.tuliptree.browser;

import static dev.tuliptree.Async.cancelScope;
import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.sleepForever;

import dev.tuliptree.Action;
import dev.tuliptree.http.Application;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Serves an application on a thread of its own, so that a test can sit before a browser meanwhile. */
public final class ServedInBackground implements AutoCloseable {
    private final CompletableFuture<String> address = new CompletableFuture<>();
    private volatile Runnable stop = () -> {};

    /**
     * Serves an application at a free port of this machine, until it is closed.
     *
     * @param app the application
     */
    public ServedInBackground(Application app) {
        this(app, () -> {});
    }

    /**
     * Serves an application while something else runs on its loop.
     *
     * @param app the application
     * @param beside what else runs; when it ends, the application is still served
     */
    public ServedInBackground(Application app, Action<Exception> beside) {
        Thread.ofPlatform().start(() -> {
            try {
                run(LoopOptions.DEFAULT.handleSignals(false), () -> serve(app, beside));
            } catch (Throwable e) {
                address.completeExceptionally(e);
            }
        });
    }

    private void serve(Application app, Action<Exception> beside) throws Exception {
        cancelScope(scope -> {
            EventLoop loop = loop();
            stop = () -> loop.callSoonThreadsafe(scope::cancel);
            try (var server = app.listen("127.0.0.1", 0)) {
                address.complete(server.url("/"));
                beside.run();
                sleepForever();
            }
        });
    }

    /**
     * Where it is served. Waits until it is.
     *
     * @return a URL that ends with a slash
     * @throws Exception if it could not be served
     */
    public String address() throws Exception {
        return address.get(30, TimeUnit.SECONDS);
    }

    /** Stops serving, without waiting for the end. */
    @Override
    public void close() {
        stop.run();
    }
}
