package dev.tuliptree.combine;

import dev.tuliptree.loop.EventLoop;
import java.util.Objects;
import java.util.concurrent.Flow;

/**
 * What coroutines hand out, as a publisher for other libraries: see {@link dev.tuliptree.Async#publish}. Any thread may
 * subscribe.
 *
 * @param <T> the type of the items
 */
public final class Publishing<T> implements Flow.Publisher<T> {
    private final EventLoop loop = EventLoop.current();
    private final Iterable<? extends T> items;

    /**
     * Begins nothing yet.
     *
     * @param items what to publish
     */
    public Publishing(Iterable<? extends T> items) {
        this.items = items;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Delivery<T> delivery = new Delivery<>(loop, items, Objects.requireNonNull(subscriber));
        try {
            loop.callSoonThreadsafe(delivery::start);
        } catch (IllegalStateException closed) {
            subscriber.onSubscribe(delivery);
            subscriber.onError(closed);
        }
    }
}
