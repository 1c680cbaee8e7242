package dev.tuliptree.http.server;

import dev.tuliptree.CancelScope;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.TimerHandle;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection whose client keeps us waiting, by cancelling the scope it is served in.
 *
 * <p>One timer serves the whole connection. Between two requests the deadline moves, but the timer stays where it is:
 * it finds out, when it fires, that it is too early, and is set anew. So a busy connection pays for a deadline with a
 * look at the clock.
 */
final class Guard {
    private static final long NEVER = Long.MAX_VALUE;

    private final EventLoop loop;
    private final CancelScope scope;
    private long deadline = NEVER;
    private @Nullable TimerHandle timer;
    private boolean ended;

    Guard(EventLoop loop, CancelScope scope) {
        this.loop = loop;
        this.scope = scope;
    }

    /** Ends the connection unless {@link #off} is called before this time is over. */
    void on(long nanos) {
        deadline = loop.nanoTime() + nanos;
        if (timer == null || timer.when() > deadline) {
            arm();
        }
    }

    /** Lets the connection take its time. */
    void off() {
        deadline = NEVER;
    }

    /** Ends the connection now. */
    void end(String reason) {
        ended = true;
        scope.cancel(reason);
    }

    /** Raises what was held back while something arrived: nothing more must be begun in the scope. */
    void throwIfEnded() {
        if (ended) {
            Checkpoint.throwIfCancelled();
        }
    }

    private void arm() {
        close();
        timer = loop.callAt(deadline, this::fired);
    }

    private void fired() {
        timer = null;
        if (deadline == NEVER) {
            return;
        }
        if (deadline <= loop.nanoTime()) {
            end("the client kept the server waiting");
        } else {
            arm();
        }
    }

    /** Gives the timer back; the connection has ended. */
    void close() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
