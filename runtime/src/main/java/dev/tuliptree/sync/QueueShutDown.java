package dev.tuliptree.sync;

import java.io.Serial;

/** Raised by a queue that was shut down: on putting at once, on getting when nothing is left. */
public final class QueueShutDown extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    QueueShutDown() {
        super("the queue was shut down");
    }
}
