package dev.tuliptree;

import java.io.Serial;

/**
 * Raised at a checkpoint inside a cancelled scope, and caught by that scope at its end.
 *
 * <p>It is an {@link Error}, so that {@code catch (Exception e)} does not swallow it. Code that must tidy up uses
 * {@code finally}, or catches this and throws it again; tidying up that has to suspend goes into
 * {@link Async#shielded}. Swallowing it is of no use: the next checkpoint raises another one.
 *
 * <p>It has no stack trace of its own, since a hundred thousand tasks may be cancelled at once; its message says who
 * cancelled and why. In debug mode it has one.
 */
public final class Cancelled extends Error {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient CancelReason reason;

    /**
     * For the runtime; cancel a {@link CancelScope} instead.
     *
     * @param reason why the scope was cancelled
     */
    public Cancelled(CancelReason reason) {
        this(reason, false);
    }

    /**
     * For the runtime in debug mode; cancel a {@link CancelScope} instead.
     *
     * @param reason why the scope was cancelled
     * @param traced whether to record where it is raised
     */
    public Cancelled(CancelReason reason, boolean traced) {
        super(null, null, traced, traced);
        this.reason = reason;
    }

    /** The reason. Put into words only when somebody asks, as most cancellations are never printed. */
    @Override
    public String getMessage() {
        return reason.toString();
    }

    /**
     * Why the scope was cancelled.
     *
     * @return the reason
     */
    public CancelReason reason() {
        return reason;
    }
}
