package dev.tuliptree.net;

import java.io.IOException;
import java.io.Serial;

/** Raised when a stream or listener is used that was closed at this end. */
public final class ClosedStreamException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public ClosedStreamException() {
        super("it was closed at this end");
    }
}
