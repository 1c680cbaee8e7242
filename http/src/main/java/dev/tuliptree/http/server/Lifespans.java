package dev.tuliptree.http.server;

import static dev.tuliptree.Async.ALL_COMPLETED;
import static dev.tuliptree.Async.shielded;
import static dev.tuliptree.Async.waitUntil;

import dev.tuliptree.Task;
import dev.tuliptree.http.Lifespan;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.sync.Event;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lifespans of an application while it is served, one inside the other, in a task of their own. */
public final class Lifespans implements AutoCloseable {
    private final Event started = new Event();
    private final Event ending = new Event();
    private final List<Lifespan> all;
    private final Runnable onEarlyEnd;
    private final Task<@Nullable Void> task;
    private boolean serving;
    private boolean failureThrown;

    private Lifespans(List<Lifespan> all, Runnable onEarlyEnd) {
        this.all = all;
        this.onEarlyEnd = onEarlyEnd;
        task = EventLoop.current().createTask(this::run).name("lifespan of an application");
    }

    /**
     * Begins them, and suspends until all have got to where they serve. A checkpoint.
     *
     * @param onEarlyEnd what to do when they end by themselves
     * @throws IOException what one of them has thrown, or caused by it
     */
    public static Lifespans begin(List<Lifespan> all, Runnable onEarlyEnd) throws IOException {
        Lifespans lifespans = new Lifespans(List.copyOf(all), onEarlyEnd);
        boolean begun = false;
        try {
            lifespans.started.await();
            lifespans.throwIfNotServing();
            begun = true;
            return lifespans;
        } finally {
            if (!begun) {
                lifespans.task.cancel("the application is not going to be served");
                shielded(lifespans::awaitEnd);
            }
        }
    }

    private void run() throws Exception {
        try {
            enter(0);
        } finally {
            started.set();
            if (serving && !ending.isSet()) {
                onEarlyEnd.run();
            }
        }
    }

    private void enter(int depth) throws Exception {
        if (depth == all.size()) {
            serving = true;
            started.set();
            ending.await();
            return;
        }
        all.get(depth).run(() -> enter(depth + 1));
    }

    private void throwIfNotServing() throws IOException {
        if (serving && !task.done()) {
            return;
        }
        awaitEnd();
        if (task.cancelled()) {
            throw new IOException("the start of the application was cancelled");
        }
        switch (task.exception()) {
            case null -> throw new IllegalStateException("a lifespan has ended without calling serve.run()");
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IOException("the application could not start: " + e.getMessage(), e);
        }
    }

    private void awaitEnd() {
        waitUntil(ALL_COMPLETED, task);
    }

    /** Ends them in order, and suspends until they have; what one throws then comes out, the first time. */
    @Override
    public void close() {
        ending.set();
        shielded(this::awaitEnd);
        if (!failureThrown && !task.cancelled()) {
            failureThrown = true;
            task.result();
        }
    }
}
