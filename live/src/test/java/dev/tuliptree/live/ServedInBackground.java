package dev.tuliptree.live;

import static dev.tuliptree.Async.cancelScope;
import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.sleepForever;

import dev.tuliptree.http.Application;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Serves an application on a thread of its own, so that a test can sit before a browser meanwhile. */
public final class ServedInBackground implements AutoCloseable {
    private final CompletableFuture<String> address = new CompletableFuture<>();
    private volatile Runnable stop = () -> {};

    public ServedInBackground(Application app) {
        Thread.ofPlatform().start(() -> {
            try {
                run(LoopOptions.DEFAULT.handleSignals(false), () -> serve(app));
            } catch (Throwable e) {
                address.completeExceptionally(e);
            }
        });
    }

    private void serve(Application app) throws Exception {
        cancelScope(scope -> {
            EventLoop loop = loop();
            stop = () -> loop.callSoonThreadsafe(scope::cancel);
            try (var server = app.listen("127.0.0.1", 0)) {
                address.complete(server.url("/"));
                sleepForever();
            }
        });
    }

    /** Ends with a slash. */
    public String address() throws Exception {
        return address.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        stop.run();
    }
}
