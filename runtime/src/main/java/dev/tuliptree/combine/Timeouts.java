package dev.tuliptree.combine;

import dev.tuliptree.Body;
import dev.tuliptree.BodyOf;
import dev.tuliptree.loop.LoopScope;
import dev.tuliptree.loop.Scopes;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Bounds blocks in time, each by a scope with a deadline. */
public final class Timeouts {
    private Timeouts() {}

    /**
     * See {@link dev.tuliptree.Async#timeout}.
     *
     * @param limit how long the block may take
     * @param body the block
     * @param <T> the type of its value
     * @param <X> what it may throw
     * @return its value
     * @throws X as the block does
     * @throws TimeoutException if the time ran out
     */
    @SuppressWarnings("NullAway") // Null only where T admits it.
    public static <T extends @Nullable Object, X extends Exception> T fail(Duration limit, Body<T, X> body)
            throws X, TimeoutException {
        Scopes.Outcome<T> outcome = run(limit, body);
        if (outcome.scope().cancelledCaught()) throw new TimeoutException("timed out after " + words(limit));
        return outcome.value();
    }

    /**
     * Runs a block inside a scope with a deadline.
     *
     * @param limit how long the block may take
     * @param body the block
     * @param <T> the type of its value
     * @param <X> what it may throw
     * @return what became of it
     * @throws X as the block does
     */
    public static <T extends @Nullable Object, X extends Exception> Scopes.Outcome<T> run(
            Duration limit, Body<T, X> body) throws X {
        BodyOf<LoopScope, T, X> inScope = _ -> body.run();
        return Scopes.run(scope -> scope.deadlineIn(limit), inScope);
    }

    private static String words(Duration limit) {
        return limit.toMillis() < 1000 ? limit.toMillis() + " ms" : limit.toMillis() / 1000.0 + " s";
    }
}
