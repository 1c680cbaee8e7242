package dev.tuliptree.testing;

import static dev.tuliptree.Async.cancelScope;

import dev.tuliptree.Action;
import dev.tuliptree.Task;
import dev.tuliptree.loop.LoopScope;
import dev.tuliptree.loop.SuspensionListener;
import org.jspecify.annotations.Nullable;

/** The part of a scenario that {@link CancelEverywhere} cancels. */
public final class Victim {
    private final int point;
    private int passed;
    private @Nullable LoopScope scope;
    private boolean wasRun;
    private @Nullable String cancelledAt;

    Victim(int point) {
        this.point = point;
    }

    /**
     * Runs a block in a scope of its own, which is cancelled when the block comes to the point that is due this time.
     * Once a scenario, in any task.
     *
     * @param body the block
     * @param <X> what it may throw
     * @return true if it came to its end, false if it was cancelled
     * @throws X as the block does
     */
    public <X extends Exception> boolean run(Action<X> body) throws X {
        if (wasRun) throw new IllegalStateException("a scenario has its victim run once");
        wasRun = true;
        return !cancelScope(opened -> {
                    scope = (LoopScope) opened;
                    body.run();
                })
                .cancelledCaught();
    }

    boolean wasRun() {
        return wasRun;
    }

    boolean wasCancelled() {
        return cancelledAt != null;
    }

    SuspensionListener listener() {
        return new SuspensionListener() {
            @Override
            public void suspended(Task<?> task) {
                Object at = task.awaiting();
                pass(task, at == null ? "lets others have their turns" : "begins to wait for " + at);
            }

            @Override
            public void queued(Task<?> task) {
                pass(task, "was started or woken");
            }
        };
    }

    private void pass(Task<?> task, String what) {
        LoopScope opened = scope;
        if (opened == null || !opened.encloses(task) || ++passed != point) return;
        cancelledAt = task + " " + what;
        opened.cancel("to see what comes of it");
    }

    @Override
    public String toString() {
        return cancelledAt == null ? "not cancelled" : "cancelled at point " + point + ", when " + cancelledAt;
    }
}
