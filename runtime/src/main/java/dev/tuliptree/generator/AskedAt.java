package dev.tuliptree.generator;

import java.io.Serial;

/**
 * Added to an exception that leaves the body of a generator, so that its trace shows both places: where it was thrown,
 * and who asked for the next value.
 */
final class AskedAt extends Throwable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A failure may pass through many generators that iterate over each other. */
    private static final int MOST = 8;

    private AskedAt() {
        super("when the generator was asked for its next value");
    }

    static void mark(Throwable failure) {
        int marks = 0;
        for (Throwable suppressed : failure.getSuppressed()) if (suppressed instanceof AskedAt) marks++;
        if (marks < MOST) failure.addSuppressed(new AskedAt());
    }
}
