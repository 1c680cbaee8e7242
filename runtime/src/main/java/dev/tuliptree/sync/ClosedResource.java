package dev.tuliptree.sync;

import java.io.Serial;

/**
 * Raised by an end of a channel, or a queue, that the program itself has closed. After Trio's
 * {@code ClosedResourceError}.
 */
public final class ClosedResource extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one; also for channels and other resources that programs write themselves.
     *
     * @param message what cannot be used, and why
     */
    public ClosedResource(String message) {
        super(message);
    }
}
