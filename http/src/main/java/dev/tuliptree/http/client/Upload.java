package dev.tuliptree.http.client;

import static dev.tuliptree.Async.ALL_COMPLETED;
import static dev.tuliptree.Async.cancelScope;
import static dev.tuliptree.Async.moveOnAfter;
import static dev.tuliptree.Async.shielded;
import static dev.tuliptree.Async.waitUntil;

import dev.tuliptree.CancelScope;
import dev.tuliptree.Cancelled;
import dev.tuliptree.Task;
import dev.tuliptree.http.wire.ResponseHead;
import dev.tuliptree.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A long body on its way, in a task of its own: the server may answer before it has come to its end, and may even wait
 * for its answer to be read before it takes more.
 */
final class Upload {
    private final ClientConnection connection;
    private final RequestBody body;
    private final Progress progress;
    private final ClientTrace trace;
    private final Duration responseTimeout;
    private final Task<@Nullable Void> task;
    private @Nullable Throwable failure;
    private boolean ended;
    private @Nullable CancelScope waiting;

    Upload(
            ClientConnection connection,
            RequestBody body,
            Progress progress,
            ClientTrace trace,
            Duration responseTimeout) {
        this.connection = connection;
        this.body = body;
        this.progress = progress;
        this.trace = trace;
        this.responseTimeout = responseTimeout;
        task = EventLoop.current().createTask(this::run).name("body of a request to " + connection.origin);
    }

    private void run() {
        try {
            write();
            trace.requestSent();
        } catch (Cancelled e) {
            throw e;
        } catch (Throwable e) {
            failure = e;
        }
        ended = true;
        tellWhoWaits();
    }

    private void write() throws Exception {
        byte[] bytes = body.bytes();
        RequestStream out = new RequestStream(connection, body.length(), progress);
        if (bytes == null) {
            body.writer().writeTo(out);
            out.finish(body.trailers());
        } else {
            out.sendWhole(bytes);
        }
    }

    private void tellWhoWaits() {
        if (!ended) {
            return;
        }
        if (waiting != null && failure == null) {
            waiting.deadlineIn(responseTimeout);
        } else if (waiting != null) {
            waiting.cancel("the request could not be sent");
        } else if (failure != null) {
            // Whoever reads the response must not wait for what the server cannot say.
            connection.stream.abort();
        }
    }

    /**
     * Suspends until the head of the response has come, the body could not be sent, or the server has been silent for
     * too long since it was. A checkpoint.
     *
     * @return nothing if there is no head
     */
    Optional<ResponseHead> awaitHead() throws IOException {
        try {
            return cancelScope(scope -> {
                waiting = scope;
                tellWhoWaits();
                return connection.awaitHead();
            });
        } finally {
            waiting = null;
        }
    }

    /** Whether all was sent, or is in this time. A checkpoint if it was not yet. */
    boolean isSentWithin(Duration limit) {
        if (!task.done()) {
            moveOnAfter(limit, () -> {
                waitUntil(ALL_COMPLETED, task);
            });
        }
        return ended && failure == null;
    }

    /** Why not all was sent; null if nothing has gone wrong so far. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Has it end where it is. Not a checkpoint. */
    void cancel() {
        task.cancel("the response is complete without it");
    }

    /** Has it end where it is, and waits until it has, cancelled or not: its writer may be called again. */
    void stop() {
        cancel();
        shielded(() -> {
            waitUntil(ALL_COMPLETED, task);
        });
    }
}
