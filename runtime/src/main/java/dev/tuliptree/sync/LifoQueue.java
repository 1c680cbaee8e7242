package dev.tuliptree.sync;

import java.util.ArrayDeque;
import java.util.Collections;

/**
 * A queue that gives the youngest item first. After asyncio's {@code LifoQueue}.
 *
 * @param <T> the type of the items
 */
public final class LifoQueue<T> extends Queue<T> {
    /**
     * Makes an empty queue.
     *
     * @param capacity how many items it holds at most, at least one; {@link Integer#MAX_VALUE} for no limit
     */
    public LifoQueue(int capacity) {
        super(capacity, Collections.asLifoQueue(new ArrayDeque<>()));
    }

    @Override
    public String toString() {
        return "last-in-first-out " + super.toString();
    }
}
