package dev.tuliptree.testing;

import dev.tuliptree.inspect.TaskTree;
import dev.tuliptree.loop.EventLoop;
import java.io.Serial;

/** Raised out of a loop on a {@link VirtualClockEngine} when every task is blocked and nothing can ever wake one. */
public final class DeadlockException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    DeadlockException(EventLoop loop) {
        super("every task is blocked, no timer is set, and nothing outside is under way:\n"
                + TaskTree.draw(TaskTree.of(loop)));
    }
}
