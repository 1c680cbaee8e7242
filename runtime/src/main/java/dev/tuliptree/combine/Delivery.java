package dev.tuliptree.combine;

import dev.tuliptree.Cancelled;
import dev.tuliptree.Task;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.Waiter;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to a {@link Publishing}: a task that iterates over the items, and hands them to the subscriber as far
 * as it has asked for them. It takes one item more, so that it can tell at once that there is none. The numbers in
 * comments are of the rules of Reactive Streams.
 */
final class Delivery<T> extends Waiter implements Flow.Subscription {
    private final EventLoop loop;
    private final Iterable<? extends T> items;
    private final Flow.Subscriber<? super T> subscriber;
    private final AtomicLong demand = new AtomicLong();
    private volatile boolean cancelled;
    private volatile @Nullable IllegalArgumentException mistake;
    private volatile @Nullable Task<?> task;

    Delivery(EventLoop loop, Iterable<? extends T> items, Flow.Subscriber<? super T> subscriber) {
        this.loop = loop;
        this.items = items;
        this.subscriber = subscriber;
    }

    /** Runs in a callback. */
    void start() {
        task = loop.createTask(this::run);
    }

    private void run() {
        subscriber.onSubscribe(this);
        try {
            deliver();
        } catch (Cancelled cause) {
            // The subscriber's own cancel is told by nothing (3.12); that of the loop's end is a failure.
            if (!cancelled) subscriber.onError(new CancellationException(cause.getMessage()));
            throw cause;
        }
    }

    private void deliver() {
        Iterator<? extends T> iterator = items.iterator();
        while (!cancelled) {
            T item;
            try {
                if (!iterator.hasNext()) {
                    if (!cancelled) subscriber.onComplete();
                    return;
                }
                item = iterator.next();
            } catch (Cancelled cause) {
                throw cause;
            } catch (Throwable failure) {
                if (!cancelled) subscriber.onError(failure);
                return;
            }
            awaitDemand();
            IllegalArgumentException wrong = mistake;
            if (wrong != null) {
                subscriber.onError(wrong);
                return;
            }
            if (!cancelled) subscriber.onNext(item);
            // Neither the items nor the subscriber need be the ones who let others have their turn.
            Checkpoint.throwIfCancelled();
            Checkpoint.passTurn();
        }
    }

    private void awaitDemand() {
        while (demand.get() == 0 && !cancelled && mistake == null) await();
        demand.updateAndGet(left -> left == Long.MAX_VALUE || left == 0 ? left : left - 1);
    }

    /** Any thread. */
    @Override
    public void request(long more) {
        // 3.9
        if (more <= 0) mistake = new IllegalArgumentException("at least one item must be asked for, not " + more);
        // 3.17: more than that is as good as no limit.
        else demand.updateAndGet(left -> left + more < 0 ? Long.MAX_VALUE : left + more);
        wakeThreadsafe(loop);
    }

    /** Any thread. */
    @Override
    public void cancel() {
        if (cancelled) return;
        cancelled = true;
        Task<?> running = task;
        if (running == null || loop.isClosed()) return;
        try {
            loop.callSoonThreadsafe(() -> running.cancel("the subscription was cancelled"));
        } catch (IllegalStateException closed) {
            // Then the task has ended.
        }
    }

    @Override
    protected boolean abort() {
        return true;
    }

    @Override
    public String toString() {
        return "a subscriber to ask for more";
    }
}
