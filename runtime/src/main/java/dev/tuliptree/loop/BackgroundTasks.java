package dev.tuliptree.loop;

import dev.tuliptree.CancelReason;
import org.jspecify.annotations.Nullable;

/**
 * Owns the tasks of {@link EventLoop#createTask}, which belong to no nursery. They are held until they end, and their
 * {@linkplain UnseenFailures failures} longer.
 */
final class BackgroundTasks extends TaskOwner {
    private final EventLoop loop;

    BackgroundTasks(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    @Nullable
    LoopScope ownerScope() {
        return null;
    }

    @Override
    void childEnded(LoopTask<?> child) {
        if (child.failed()) loop.unseen.add(child);
    }

    @Override
    void failureSeen(LoopTask<?> child) {
        loop.unseen.seen(child);
    }

    /** Cancels all, and turns the loop until they have ended; called while it does not run. */
    void end(String reason) {
        while (children() > 0) {
            for (LoopTask<?> task : snapshot()) task.cancel(new CancelReason(reason, null));
            // A task may start others on its way out: they have to be cancelled too.
            long made = loop.tasksMade();
            loop.turnWhile(() -> children() > 0 && loop.tasksMade() == made);
        }
    }
}
