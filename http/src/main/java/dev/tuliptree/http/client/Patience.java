package dev.tuliptree.http.client;

import static dev.tuliptree.Async.cancelScope;
import static dev.tuliptree.Async.moveOnAfter;

import dev.tuliptree.Body;
import dev.tuliptree.CancelScope;
import dev.tuliptree.http.client.ClientTimeoutException.Phase;
import dev.tuliptree.http.stream.Inlet;
import dev.tuliptree.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bounds the phases of one request in time, and the request as a whole. */
final class Patience {
    private static final long NEVER = Long.MAX_VALUE;
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private final EventLoop loop = EventLoop.current();
    private final ClientTimeouts timeouts;
    private Origin origin;
    private long deadline = NEVER;
    private @Nullable CancelScope scope;

    Patience(ClientTimeouts timeouts, Origin origin) {
        this.timeouts = timeouts;
        this.origin = origin;
    }

    /** A redirect leads elsewhere: of interest to whoever reads what went wrong. */
    void origin(Origin origin) {
        this.origin = origin;
    }

    /** How long the peer may read nothing. */
    Duration write() {
        return orForEver(timeouts.write());
    }

    static Duration orForEver(Duration limit) {
        return limit.isZero() ? FOR_EVER : limit;
    }

    /** Runs everything up to the head of the response; what is left of the time is for its body. */
    <T> T total(Body<T, IOException> body) throws IOException {
        if (timeouts.total().isZero()) {
            return body.run();
        }
        deadline = loop.timeAfter(timeouts.total());
        try {
            Optional<T> result = cancelScope(entered -> {
                scope = entered;
                entered.deadlineAt(deadline);
                return body.run();
            });
            return result.orElseThrow(() -> new ClientTimeoutException(Phase.TOTAL, origin, timeouts.total()));
        } finally {
            scope = null;
        }
    }

    /** Runs the wait for the pool, which is not held against the server. */
    <T> T pool(Body<T, IOException> body) throws IOException {
        long before = loop.nanoTime();
        if (scope != null) {
            scope.deadlineAt(NEVER);
        }
        try {
            return phase(Phase.POOL, timeouts.pool(), body);
        } finally {
            if (scope != null) {
                deadline += loop.nanoTime() - before;
                scope.deadlineAt(deadline);
            }
        }
    }

    <T> T connect(Body<T, IOException> body) throws IOException {
        return phase(Phase.CONNECT, timeouts.connect(), body);
    }

    <T> T response(Body<T, IOException> body) throws IOException {
        return phase(Phase.RESPONSE, timeouts.response(), body);
    }

    /** Receives more of the body; false at the end of the stream. */
    boolean read(Inlet inlet) throws IOException {
        long left = deadline == NEVER ? NEVER : deadline - loop.nanoTime();
        Duration limit = orForEver(timeouts.read());
        boolean last = left < limit.toNanos();
        Optional<Boolean> more =
                moveOnAfter(last ? Duration.ofNanos(left) : limit, () -> Boolean.valueOf(inlet.receive()));
        return more.orElseThrow(() -> last
                ? new ClientTimeoutException(Phase.TOTAL, origin, timeouts.total())
                : new ClientTimeoutException(Phase.READ, origin, limit));
    }

    /** How long the head of the response may take, once the request was sent. */
    Duration responseTimeout() {
        return orForEver(timeouts.response());
    }

    /** The head of the response has not come in that time. */
    ClientTimeoutException silent() {
        return new ClientTimeoutException(Phase.RESPONSE, origin, timeouts.response());
    }

    /** The peer has not read for too long. */
    ClientTimeoutException stalled() {
        return new ClientTimeoutException(Phase.WRITE, origin, timeouts.write());
    }

    private <T> T phase(Phase phase, Duration limit, Body<T, IOException> body) throws IOException {
        return moveOnAfter(orForEver(limit), body).orElseThrow(() -> new ClientTimeoutException(phase, origin, limit));
    }
}
