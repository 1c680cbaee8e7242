package dev.tuliptree.sync;

import java.io.Serial;
import java.util.NoSuchElementException;

/**
 * Raised on receiving when everything that was sent has been received and nothing more can come. After Trio's
 * {@code EndOfChannel}. Iterating ends there without raising it.
 */
public final class EndOfChannel extends NoSuchElementException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one; also for channels that programs write themselves.
     *
     * @param message why nothing more can come
     */
    public EndOfChannel(String message) {
        super(message);
    }

    EndOfChannel() {
        this("every sending end of the channel is closed, and nothing is left in it");
    }
}
