package dev.tuliptree;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of one task's code that can be cancelled as a whole, together with the nurseries inside it. After Trio's
 * {@code CancelScope}.
 *
 * <p>Cancelling is <em>level-triggered</em>: once a scope is cancelled, every checkpoint inside it raises
 * {@link Cancelled}, until the scope is left. The scope that was cancelled catches it at its end; with several, the
 * outermost does. A shielded scope hides from its inside what happens to the scopes around it.
 *
 * <p>Loop thread only. Nothing here is a checkpoint.
 */
public interface CancelScope {
    /** Cancels everything inside: see {@link #cancel(String)}. */
    default void cancel() {
        cancel("cancel() was called");
    }

    /**
     * Cancels everything inside. Calling it again, or after the scope was left, changes nothing; the first reason
     * stays.
     *
     * @param reason why, for whoever reads the trace
     */
    void cancel(String reason);

    /**
     * Asks what is inside to come to its end by itself, and cancels it if it has not within a time of grace. What is
     * inside sees it by {@link Async#windingDown()} and {@link Async#awaitWindDown()}: a server stops accepting, a loop
     * takes no new work. Calling it again changes nothing.
     *
     * @param grace how long until the scope is cancelled; an earlier deadline stays
     * @param reason why, for whoever reads the trace
     */
    void windDown(Duration grace, String reason);

    /**
     * Whether what is inside was asked to come to its end, here or in a scope around this one, or is cancelled.
     *
     * @return true once it was
     */
    boolean windingDown();

    /**
     * Whether the scope was cancelled, by a call or by its deadline.
     *
     * @return true once it was
     */
    boolean cancelCalled();

    /**
     * Whether the scope has ended by catching the {@link Cancelled} it had raised. False for a scope whose body came to
     * its end all the same.
     *
     * @return true once it has
     */
    boolean cancelledCaught();

    /**
     * Why the scope was cancelled.
     *
     * @return the reason, or null if it was not
     */
    @Nullable
    CancelReason reason();

    /**
     * The point in time at which the scope is cancelled.
     *
     * @return nanoseconds of the loop's clock, {@link Long#MAX_VALUE} for never
     */
    long deadline();

    /**
     * Moves the deadline.
     *
     * @param nanoTime nanoseconds of the loop's clock, {@link Long#MAX_VALUE} for never; a past one cancels at once
     */
    void deadlineAt(long nanoTime);

    /**
     * Moves the deadline to a time from now.
     *
     * @param fromNow how long from now; zero or less cancels at once
     */
    void deadlineIn(Duration fromNow);

    /**
     * Whether the scopes around this one are hidden from its inside.
     *
     * @return true if they are
     */
    boolean shielded();

    /**
     * Hides the scopes around this one from its inside, or shows them again.
     *
     * @param shielded true to hide them
     */
    void shield(boolean shielded);
}
