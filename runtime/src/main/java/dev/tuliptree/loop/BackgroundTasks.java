package dev.tuliptree.loop;

import dev.tuliptree.CancelReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Owns the tasks of {@link EventLoop#createTask}, which belong to no nursery. They are held until they end, and a
 * failure is never lost: if nobody has looked at it after a grace period, the exception handler is told; what is left
 * unseen when a program's run ends is thrown there.
 */
final class BackgroundTasks extends TaskOwner {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final Set<LoopTask<?>> unseen = new LinkedHashSet<>();
    private @Nullable TimerHandle check;

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
        if (!child.failed()) return;
        unseen.add(child);
        if (check == null && !loop.isClosing()) check = loop.callLater(GRACE, this::report);
    }

    @Override
    void failureSeen(LoopTask<?> child) {
        if (!unseen.remove(child) || !unseen.isEmpty() || check == null) return;
        check.cancel();
        check = null;
    }

    private void report() {
        check = null;
        List<LoopTask<?>> failed = takeUnseen();
        for (LoopTask<?> task : failed) {
            Throwable failure = task.exception();
            if (failure != null) loop.handleException(task + " failed, and nobody has awaited it", failure);
        }
    }

    /** The failures nobody has looked at; they are the caller's business from now on. */
    List<LoopTask<?>> takeUnseen() {
        List<LoopTask<?>> taken = List.copyOf(unseen);
        unseen.clear();
        if (check != null) check.cancel();
        check = null;
        return taken;
    }

    /** The same, as what they failed with. */
    List<Throwable> takeUnseenFailures() {
        List<Throwable> failures = new ArrayList<>();
        for (LoopTask<?> task : takeUnseen()) {
            Throwable failure = task.exception();
            if (failure != null) failures.add(failure);
        }
        return failures;
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
