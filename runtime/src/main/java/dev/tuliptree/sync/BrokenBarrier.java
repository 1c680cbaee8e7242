package dev.tuliptree.sync;

import java.io.Serial;

/**
 * Raised to tasks that wait at a barrier, or come to it, when it was reset or aborted. After asyncio's
 * {@code BrokenBarrierError}.
 */
public final class BrokenBarrier extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    BrokenBarrier(String message) {
        super(message);
    }
}
