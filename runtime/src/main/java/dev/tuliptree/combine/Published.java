package dev.tuliptree.combine;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.Sneaky;
import dev.tuliptree.loop.Waiter;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The items of a publisher as something to iterate over: each step suspends until there is one. A limited number of
 * items is asked for ahead. Closing it cancels the subscription.
 *
 * @param <T> the type of the items
 */
public final class Published<T> implements Iterable<T>, AutoCloseable {
    private final EventLoop loop = EventLoop.current();
    private final int ahead;
    private final ArrayBlockingQueue<T> items;
    private final Waiter news = new Waiter() {
        @Override
        protected boolean abort() {
            return true;
        }

        @Override
        public String toString() {
            return "the next item of a publisher";
        }
    };

    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;
    private int taken;

    /**
     * Subscribes. See {@link dev.tuliptree.Async#iterate}.
     *
     * @param publisher what to subscribe to
     * @param ahead how many items to ask for ahead, at least one
     */
    public Published(Flow.Publisher<T> publisher, int ahead) {
        this.ahead = ahead;
        this.items = new ArrayBlockingQueue<>(ahead);
        publisher.subscribe(new Subscriber());
    }

    /** Called from the publisher's threads. */
    private final class Subscriber implements Flow.Subscriber<T> {
        @Override
        public void onSubscribe(Flow.Subscription granted) {
            // A publisher may call back late, or once too often.
            boolean unwanted = closed || subscription != null;
            if (subscription == null) subscription = granted;
            if (unwanted || closed) granted.cancel();
            else granted.request(ahead);
        }

        @Override
        public void onNext(T item) {
            if (!items.offer(item)) {
                failure = new IllegalStateException("the publisher sent more than the " + ahead + " items asked for");
                ended = true;
                cancelSubscription();
            }
            news.wakeThreadsafe(loop);
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
            ended = true;
            news.wakeThreadsafe(loop);
        }

        @Override
        public void onComplete() {
            ended = true;
            news.wakeThreadsafe(loop);
        }
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return awaitItem();
            }

            @Override
            public T next() {
                if (!awaitItem()) throw new NoSuchElementException();
                T item = items.remove();
                askForMore();
                return item;
            }
        };
    }

    private boolean awaitItem() {
        Checkpoint.throwIfCancelled();
        if (!items.isEmpty()) Checkpoint.passTurn();
        while (items.isEmpty() && !closed) {
            // Looked at before the items: what was sent before the end is there once the end is seen.
            boolean last = ended;
            if (!items.isEmpty()) break;
            if (last) {
                Throwable thrown = failure;
                if (thrown != null) throw Sneaky.rethrow(thrown);
                return false;
            }
            loop.beginForeign();
            try {
                news.await();
            } finally {
                loop.endForeign();
            }
        }
        return !closed;
    }

    private void askForMore() {
        Flow.Subscription granted = subscription;
        // In halves, so that the publisher is not called for each item.
        if (++taken < (ahead + 1) / 2 || granted == null || ended) return;
        granted.request(taken);
        taken = 0;
    }

    /** Cancels the subscription. Idempotent. */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        cancelSubscription();
        news.wake();
    }

    private void cancelSubscription() {
        Flow.Subscription granted = subscription;
        if (granted != null) granted.cancel();
    }
}
