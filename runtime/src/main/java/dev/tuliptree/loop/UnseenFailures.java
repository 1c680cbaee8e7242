package dev.tuliptree.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Failures that nobody has looked at, of tasks that belong to no nursery and of work in other threads. None is lost: if
 * nobody has looked after a grace period, the exception handler is told; what is left unseen when a program's run ends
 * is thrown there.
 */
final class UnseenFailures {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final Set<LoopFuture<?>> unseen = new LinkedHashSet<>();
    private @Nullable TimerHandle check;

    UnseenFailures(EventLoop loop) {
        this.loop = loop;
    }

    /** A future has failed. */
    void add(LoopFuture<?> failed) {
        unseen.add(failed);
        if (check == null && !loop.isClosing()) check = loop.callLater(GRACE, this::report);
    }

    /** Somebody has looked at the failure of a future. */
    void seen(LoopFuture<?> failed) {
        if (unseen.remove(failed) && unseen.isEmpty()) cancelCheck();
    }

    /** Tells the exception handler. Runs in a coroutine. */
    void report() {
        for (LoopFuture<?> future : takeFutures()) {
            Throwable failure = future.exception();
            if (failure != null) loop.callExceptionHandler(future + " failed, and nobody has awaited it", failure);
        }
    }

    /** The failures; they are the caller's business from now on. */
    List<Throwable> take() {
        List<Throwable> failures = new ArrayList<>();
        for (LoopFuture<?> future : takeFutures()) {
            Throwable failure = future.exception();
            if (failure != null) failures.add(failure);
        }
        return failures;
    }

    boolean isEmpty() {
        return unseen.isEmpty();
    }

    private List<LoopFuture<?>> takeFutures() {
        List<LoopFuture<?>> taken = List.copyOf(unseen);
        unseen.clear();
        cancelCheck();
        return taken;
    }

    private void cancelCheck() {
        if (check != null) check.cancel();
        check = null;
    }
}
