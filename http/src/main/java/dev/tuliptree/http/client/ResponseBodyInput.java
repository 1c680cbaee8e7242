package dev.tuliptree.http.client;

import static dev.tuliptree.Async.moveOnAfter;

import dev.tuliptree.http.stream.BodyInput;
import dev.tuliptree.http.wire.BodyDecoder;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response as it comes over its connection, which it gives back to the pool as soon as the body has
 * ended. How large it may be is the reader's affair.
 */
final class ResponseBodyInput extends BodyInput {
    /** How long to wait for the rest of a body that nobody needs, before its connection is closed instead. */
    private static final Duration DRAINING = Duration.ofMillis(100);

    private final ClientConnection connection;
    private final ConnectionPool pool;
    private final Patience patience;
    private final ClientTrace trace;
    private final Progress progress;
    private final long length;
    private final boolean reusable;
    private final @Nullable Upload upload;
    private boolean receiving;
    private boolean released;

    /**
     * The body that begins where the connection's inlet stands.
     *
     * @param length how many bytes it has, -1 if that is not known
     * @param reusable whether another request can be sent on the connection afterwards
     * @param upload the body of the request, which may still be on its way; null if it was short
     */
    ResponseBodyInput(
            ClientConnection connection,
            ConnectionPool pool,
            Patience patience,
            ClientTrace trace,
            Progress progress,
            BodyDecoder decoder,
            long length,
            boolean reusable,
            @Nullable Upload upload) {
        super(connection.inlet, decoder);
        this.connection = connection;
        this.pool = pool;
        this.patience = patience;
        this.trace = trace;
        this.progress = progress;
        this.length = length;
        this.reusable = reusable;
        this.upload = upload;
        if (isComplete()) {
            atEnd();
        }
    }

    @Override
    protected void beforeRead() throws IOException {
        if (released && !isComplete()) {
            throw new IOException("the response was closed");
        }
    }

    @Override
    protected boolean receive() throws IOException {
        if (received() > 0) {
            progress.moved(received(), length);
        }
        receiving = true;
        try {
            return patience.read(connection.inlet);
        } catch (IOException e) {
            Throwable cause = upload == null ? null : upload.failure();
            throw cause == null ? e : new IOException("the body of the request could not be sent to its end", cause);
        } finally {
            receiving = false;
        }
    }

    @Override
    protected void atEnd() {
        if (!released) {
            progress.moved(received(), length);
            trace.ended();
            release(reusable && connection.inlet.isEmpty());
        }
    }

    private void release(boolean reuse) {
        released = true;
        boolean sent = upload == null;
        try {
            if (upload != null && reuse) {
                // A server that has read all answers a little sooner than our task hears that all was sent.
                sent = upload.isSentWithin(DRAINING);
            }
        } finally {
            if (upload != null) {
                upload.cancel();
            }
            pool.release(connection, reuse && sent);
        }
    }

    /**
     * Nobody wants more of it: takes a short rest off the connection, or gives the connection up. Suspends for a moment
     * at most. Idempotent.
     */
    void finish() {
        if (released) {
            return;
        }
        try {
            int most = pool.maxDrainBytes();
            if (reusable && !receiving && !hasFailed() && length - received() <= most) {
                moveOnAfter(DRAINING, () -> {
                    drain(most);
                });
            }
        } catch (IOException e) {
            // The connection is of no use any more.
        } finally {
            if (!released) {
                release(false);
            }
        }
    }
}
