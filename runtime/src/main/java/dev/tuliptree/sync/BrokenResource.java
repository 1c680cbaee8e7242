package dev.tuliptree.sync;

import java.io.Serial;

/**
 * Raised when something can never work again because of what another task did: a lock whose holder has ended without
 * releasing it, a channel whose receiving ends are all closed. After Trio's {@code BrokenResourceError}.
 */
public final class BrokenResource extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one; also for channels and other resources that programs write themselves.
     *
     * @param message what cannot be used, and why
     */
    public BrokenResource(String message) {
        super(message);
    }
}
