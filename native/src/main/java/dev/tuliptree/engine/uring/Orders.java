package dev.tuliptree.engine.uring;

/**
 * What is to be submitted at the next poll, first in, first out: operations for handles by their numbers. Whoever wants
 * something of the kernel may be another thread than the ring's, at a carrier that lends the loop to others.
 */
final class Orders {
    private long[] orders = new long[64];
    private int first;
    private int count;

    void add(long order) {
        if (count == orders.length) grow();
        orders[first + count & orders.length - 1] = order;
        count++;
    }

    private void grow() {
        long[] more = new long[2 * orders.length];
        for (int i = 0; i < count; i++) more[i] = orders[first + i & orders.length - 1];
        orders = more;
        first = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Takes the oldest, of those there are. */
    long take() {
        long order = orders[first];
        first = first + 1 & orders.length - 1;
        count--;
        return order;
    }

    void clear() {
        count = 0;
    }
}
