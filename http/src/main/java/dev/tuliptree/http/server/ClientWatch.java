package dev.tuliptree.http.server;

import static dev.tuliptree.Async.ALL_COMPLETED;
import static dev.tuliptree.Async.cancelScope;
import static dev.tuliptree.Async.shielded;
import static dev.tuliptree.Async.waitUntil;

import dev.tuliptree.CancelScope;
import dev.tuliptree.Task;
import dev.tuliptree.http.Handler;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.stream.Inlet;
import dev.tuliptree.http.wire.RequestHead;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.net.ByteStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cancels a handler when its client goes away. A task waits for what the client sends while it has nothing to send: it
 * begins when the body of the request has come to its end, and leaves with the next request, since from then on nobody
 * would read on to where the client goes.
 */
final class ClientWatch {
    private final EventLoop loop;
    private final ByteStream stream;
    private final Inlet inlet;
    private final RequestHead head;
    private @Nullable CancelScope scope;
    private @Nullable Task<?> task;
    private boolean gone;

    /** For one request. */
    ClientWatch(EventLoop loop, ByteStream stream, Inlet inlet, RequestHead head) {
        this.loop = loop;
        this.stream = stream;
        this.inlet = inlet;
        this.head = head;
    }

    /** Whether the client has gone. */
    boolean isGone() {
        return gone;
    }

    /**
     * Runs a handler, and cancels it if the client goes away.
     *
     * @param hasBody whether there is a body, to whose end {@link #bodyHasEnded} will come
     * @throws IOException if that has happened
     * @throws Exception what the handler throws
     */
    Response run(Handler handler, Request request, boolean hasBody) throws Exception {
        Response[] response = new Response[1];
        CancelScope left = cancelScope(entered -> {
            scope = entered;
            if (!hasBody) {
                bodyHasEnded();
            }
            try {
                response[0] = handler.handle(request);
            } finally {
                scope = null;
                end();
            }
        });
        if (left.cancelledCaught()) {
            throw new IOException("the client has gone");
        }
        return response[0];
    }

    /** The client has sent all of the request. */
    void bodyHasEnded() {
        if (scope == null || task != null || !inlet.isEmpty()) {
            return;
        }
        // Its bytes are where those that come next will be.
        head.detach();
        inlet.release();
        task = loop.createTask(this::watch).name("watch on a client");
    }

    private void watch() {
        try {
            int received = 0;
            while (received == 0) {
                stream.awaitReadable();
                received = inlet.tryReceive();
            }
            gone = received < 0;
        } catch (IOException e) {
            gone = true;
        }
        if (gone && scope != null) {
            scope.cancel("the client has gone");
        }
    }

    /** The connection is to be read by others again. */
    private void end() {
        Task<?> watcher = task;
        if (watcher != null) {
            watcher.cancel("the request has been handled");
            shielded(() -> {
                waitUntil(ALL_COMPLETED, watcher);
            });
        }
    }
}
