package dev.tuliptree.loop;

import dev.tuliptree.Action;
import dev.tuliptree.ActionOf;
import dev.tuliptree.BodyOf;
import dev.tuliptree.CancelReason;
import dev.tuliptree.CancelScope;
import dev.tuliptree.Cancelled;
import dev.tuliptree.Coroutine;
import dev.tuliptree.ExceptionGroup;
import dev.tuliptree.Nursery;
import dev.tuliptree.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one implementation of nurseries: a scope, the children in it, and what became of those that failed.
 *
 * <p>The end of the block in full: the body has ended; if it failed, the scope is cancelled. The host waits until no
 * child is left. That wait is not a point of cancellation for the host, because a cancellation from around the nursery
 * reaches the children through the scope, and they must be waited for all the same. Then the failures are thrown, if
 * there are any. If there are none but the body or a child was cancelled, and it was a scope further out that was, the
 * cancellation goes on outwards. Otherwise the block simply ends.
 */
public final class LoopNursery extends TaskOwner implements Nursery {
    private final EventLoop loop;
    private final LoopScope scope;
    private final List<Throwable> failures = new ArrayList<>();
    private boolean open = true;
    private boolean childCancelled;
    private boolean bodyEnded;

    /** Children that are promised but belong to someone else yet. */
    private int starting;

    private final Set<LoopTask<?>> services = new HashSet<>();
    private final Waiter allEnded = new Waiter() {
        @Override
        protected boolean abort() {
            return false;
        }

        @Override
        public String toString() {
            int left = children();
            return left == 1 ? "the one child of a nursery" : "the " + left + " children of a nursery";
        }
    };

    private LoopNursery(LoopTask<?> host) {
        loop = host.loop;
        scope = new LoopScope(host);
    }

    /**
     * Runs a block with a nursery of its own in the current task. See {@link Nursery}.
     *
     * @param body the block
     * @param <T> the type of its value
     * @return its value; null if the nursery was cancelled before the block came to its end
     */
    @SuppressWarnings("NullAway") // Null where T admits it, or as documented.
    public static <T extends @Nullable Object> T run(BodyOf<? super Nursery, T, ?> body) {
        LoopTask<?> host = Loops.requireTask();
        LoopNursery nursery = new LoopNursery(host);
        host.enter(nursery.scope);
        T value = null;
        Cancelled bodyCancelled = null;
        try {
            value = body.run(nursery);
        } catch (Cancelled cancelled) {
            bodyCancelled = cancelled;
        } catch (Throwable failure) {
            bodyCancelled = host.cancellationBehind(failure);
            if (bodyCancelled == null) nursery.failed("the body", failure);
        }
        nursery.awaitChildren(host);
        boolean caught = (bodyCancelled != null || nursery.childCancelled) && nursery.scope.catches();
        host.leave(nursery.scope);
        if (!nursery.failures.isEmpty()) throw new ExceptionGroup("failures in a nursery", nursery.failures);
        if (!caught) {
            if (bodyCancelled != null) throw bodyCancelled;
            if (nursery.childCancelled) host.throwIfCancelled();
        }
        return value;
    }

    private void awaitChildren(LoopTask<?> host) {
        host.passTurn();
        bodyEnded = true;
        endServicesIfAlone();
        while (children() + starting > 0) allEnded.awaitUncancellably();
        open = false;
    }

    /** Once the body and all other children have ended, the services have nobody left to serve. */
    private void endServicesIfAlone() {
        if (!bodyEnded || children() + starting != services.size()) return;
        for (LoopTask<?> service : List.copyOf(services)) {
            service.cancel(new CancelReason("the nursery's other children have ended", null));
        }
    }

    @Override
    public <T extends @Nullable Object> Task<T> start(Coroutine<T> coroutine) {
        return begin(coroutine);
    }

    @Override
    public Task<@Nullable Void> start(Action<Exception> action) {
        return begin(Coroutines.of(action));
    }

    @Override
    public Task<@Nullable Void> startService(Action<Exception> service) {
        LoopTask<@Nullable Void> child = begin(Coroutines.of(service));
        services.add(child);
        endServicesIfAlone();
        return child;
    }

    @Override
    @SuppressWarnings("NullAway") // Null only where V admits it.
    public <V extends @Nullable Object> V startAndAwaitReady(ActionOf<? super Starting<V>, Exception> child) {
        loop.checkThread("starting a child of a nursery");
        requireOpen();
        Start<V> start = new Start<>();
        starting++;
        try {
            // The child begins its life in a nursery of its starter's, and is moved here when it is ready.
            LoopNursery.<@Nullable Void>run(nursery -> {
                LoopNursery nurse = (LoopNursery) nursery;
                start.nurse = nurse;
                start.task = nurse.begin(Coroutines.of(() -> child.run(start)));
                return null;
            });
        } catch (ExceptionGroup group) {
            throw Sneaky.rethrow(group.exceptions().getFirst());
        } finally {
            starting--;
            noteEnd();
        }
        if (!start.ready) throw new IllegalStateException("the child has ended without calling started(...)");
        return start.value;
    }

    /** A child on its way to be ready. */
    private final class Start<V extends @Nullable Object> implements Starting<V> {
        @Nullable
        LoopNursery nurse;

        @Nullable
        LoopTask<?> task;

        @Nullable
        V value;

        boolean ready;

        @Override
        public void started(V handedBack) {
            if (ready) throw new IllegalStateException("started(...) was called before");
            ready = true;
            value = handedBack;
            if (task != null) task.moveTo(LoopNursery.this);
            if (nurse != null) nurse.noteEnd();
        }
    }

    private void requireOpen() {
        if (!open) throw new IllegalStateException("the nursery's block has ended: it takes no more children");
    }

    private <T extends @Nullable Object> LoopTask<T> begin(Coroutine<T> coroutine) {
        loop.checkThread("starting a child of a nursery");
        requireOpen();
        return launch(loop, coroutine);
    }

    @Override
    public CancelScope scope() {
        return scope;
    }

    @Override
    LoopScope ownerScope() {
        return scope;
    }

    @Override
    void childEnded(LoopTask<?> child) {
        if (child.cancelled()) childCancelled = true;
        else if (child.failed()) failed(child.toString(), child.exception());
        services.remove(child);
        noteEnd();
    }

    private void noteEnd() {
        if (children() + starting == 0) allEnded.wake();
        else endServicesIfAlone();
    }

    private void failed(String who, @Nullable Throwable failure) {
        // Awaited inside the nursery, a child's failure comes by twice; it is one failure.
        if (failure == null || failures.stream().anyMatch(known -> known == failure)) return;
        failures.add(failure);
        scope.cancel(new CancelReason(who + " failed: " + failure, null));
    }
}
