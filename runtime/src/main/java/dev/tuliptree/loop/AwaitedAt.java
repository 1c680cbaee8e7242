package dev.tuliptree.loop;

import java.io.Serial;

/**
 * Added to an exception that passes from a task to one that awaited it, so that its trace shows both places: where it
 * was thrown, and where it was waited for.
 */
final class AwaitedAt extends Throwable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A failure that many tasks await must not grow without end. */
    private static final int MOST = 8;

    private AwaitedAt(String message) {
        super(message);
    }

    static void mark(Throwable failure, LoopTask<?> awaiter) {
        int marks = 0;
        for (Throwable suppressed : failure.getSuppressed()) if (suppressed instanceof AwaitedAt) marks++;
        if (marks < MOST) failure.addSuppressed(new AwaitedAt("awaited by task " + awaiter.name()));
    }
}
