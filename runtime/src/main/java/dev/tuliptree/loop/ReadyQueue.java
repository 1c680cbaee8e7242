package dev.tuliptree.loop;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What has its turn next: tasks, handles of callbacks, and continuations that the JDK hands back. A ring in an array
 * that doubles when it is full; loop thread only.
 */
final class ReadyQueue {
    private @Nullable Object[] ring = new Object[256];
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    void add(Object entry) {
        if (size == ring.length) grow();
        ring[(head + size) & (ring.length - 1)] = entry;
        size++;
    }

    /** Adds an entry whose turn is next. */
    void addFirst(Object entry) {
        if (size == ring.length) grow();
        head = (head - 1) & (ring.length - 1);
        ring[head] = entry;
        size++;
    }

    @Nullable
    Object poll() {
        if (size == 0) return null;
        Object entry = ring[head];
        ring[head] = null;
        head = (head + 1) & (ring.length - 1);
        size--;
        return entry;
    }

    @Nullable
    Object peek() {
        return size == 0 ? null : ring[head];
    }

    /** Puts the tasks into random order; callbacks keep their places, as their order is promised. */
    void shuffleTasks(RandomGenerator random) {
        int mask = ring.length - 1;
        for (int i = size - 1; i > 0; i--) {
            int here = (head + i) & mask;
            int there = (head + random.nextInt(i + 1)) & mask;
            if (ring[here] instanceof LoopTask<?> && ring[there] instanceof LoopTask<?>) {
                Object entry = ring[here];
                ring[here] = ring[there];
                ring[there] = entry;
            }
        }
    }

    private void grow() {
        Object[] larger = new Object[ring.length * 2];
        int first = ring.length - head;
        System.arraycopy(ring, head, larger, 0, first);
        System.arraycopy(ring, 0, larger, first, head);
        ring = larger;
        head = 0;
    }
}
