package dev.tuliptree.loop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The timers, the next one first: a heap with four children a node, which is half as deep as a binary one and keeps
 * siblings in one cache line. A timer that is taken back leaves at once; nothing piles up. Loop thread only.
 */
final class TimerHeap {
    private static final int ARITY = 4;

    private @Nullable Timer[] heap = new Timer[64];
    private int size;
    private long nextSequence;

    int size() {
        return size;
    }

    /** When the next one is due, {@link Timer#NEVER} if there is none. */
    long nextDeadline() {
        Timer first = heap[0];
        return size == 0 || first == null ? Timer.NEVER : first.when;
    }

    /** Sets a timer, or moves one that is set. */
    void set(Timer timer, long when) {
        if (timer.index >= 0) remove(timer);
        timer.when = when;
        timer.sequence = nextSequence++;
        if (size == heap.length) heap = Arrays.copyOf(heap, size * 2);
        siftUp(size++, timer);
    }

    /** Takes a timer back; nothing happens if it is not set. */
    void remove(Timer timer) {
        int hole = timer.index;
        if (hole < 0) return;
        timer.index = -1;
        Timer last = heap[--size];
        heap[size] = null;
        if (last == null || last == timer) return;
        siftUp(hole, last);
        if (last.index == hole) siftDown(hole, last);
    }

    /** Fires everything that is due. */
    void fireDue(long now) {
        while (size > 0) {
            Timer first = heap[0];
            if (first == null || first.when - now > 0) return;
            remove(first);
            first.fire();
        }
    }

    private void siftUp(int hole, Timer timer) {
        while (hole > 0) {
            int parent = (hole - 1) / ARITY;
            Timer above = heap[parent];
            if (above == null || !earlier(timer, above)) break;
            place(hole, above);
            hole = parent;
        }
        place(hole, timer);
    }

    private void siftDown(int hole, Timer timer) {
        while (true) {
            int firstChild = hole * ARITY + 1;
            if (firstChild >= size) break;
            int smallest = firstChild;
            Timer below = heap[firstChild];
            for (int child = firstChild + 1; child < Math.min(firstChild + ARITY, size); child++) {
                Timer candidate = heap[child];
                if (candidate != null && below != null && earlier(candidate, below)) {
                    smallest = child;
                    below = candidate;
                }
            }
            if (below == null || !earlier(below, timer)) break;
            place(hole, below);
            hole = smallest;
        }
        place(hole, timer);
    }

    private void place(int slot, Timer timer) {
        heap[slot] = timer;
        timer.index = slot;
    }

    private static boolean earlier(Timer a, Timer b) {
        return a.when < b.when || (a.when == b.when && a.sequence < b.sequence);
    }
}
