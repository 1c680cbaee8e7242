package dev.tuliptree.loop;

import dev.tuliptree.engine.Engine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What other threads leave for the loop: an unbounded queue with many producers and one consumer (Vyukov's intrusive
 * MPSC queue), and the decision whether the loop must be woken for it.
 *
 * <p>The loop says {@link #aboutToSleep()} before it waits in the engine. Between the two, each side writes one
 * variable and then reads the other's: the loop writes {@code asleep} and reads the queue, a producer writes the queue
 * and reads {@code asleep}. Both accesses are volatile, hence in one total order, so at least one of them sees the
 * other: either the loop finds the item and does not sleep, or the producer finds it asleep and wakes it. The
 * compare-and-set lets only the first producer of a batch make the system call.
 *
 * <p>Closing puts a last node where producers add theirs, if nothing is there that was not drained. So an item is
 * either drained or refused, and none gets lost in between.
 */
final class Inbox {
    private static final VarHandle NEXT;
    private static final VarHandle TAIL;
    private static final VarHandle ASLEEP;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEXT = lookup.findVarHandle(Node.class, "next", Node.class);
            TAIL = lookup.findVarHandle(Inbox.class, "tail", Node.class);
            ASLEEP = lookup.findVarHandle(Inbox.class, "asleep", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final class Node {
        @Nullable
        Object item;

        volatile @Nullable Node next;

        Node(@Nullable Object item) {
            this.item = item;
        }
    }

    /** In the place of the last node once the inbox is closed. */
    private static final Node CLOSED = new Node(null);

    private final Engine engine;
    private Node head;
    private volatile Node tail;
    private volatile boolean asleep;

    Inbox(Engine engine) {
        this.engine = engine;
        head = new Node(null);
        tail = head;
    }

    /**
     * Leaves an item for the loop. Any thread.
     *
     * @return false if the inbox is closed, so that nobody will ever see the item
     */
    boolean add(Object item) {
        Node node = new Node(item);
        Node before;
        do {
            before = tail;
            if (before == CLOSED) return false;
        } while (!TAIL.compareAndSet(this, before, node));
        NEXT.setVolatile(before, node);
        if (asleep && ASLEEP.compareAndSet(this, true, false)) engine.wakeup();
        return true;
    }

    /**
     * Refuses items from now on, unless some are there or arriving. Loop thread only.
     *
     * @return whether the inbox is closed
     */
    boolean closeIfEmpty() {
        return TAIL.compareAndSet(this, head, CLOSED);
    }

    /** Whether nothing is there to be drained. Loop thread only. */
    boolean isEmpty() {
        return head.next == null;
    }

    /**
     * Tells producers that the loop must be woken from now on. Loop thread only.
     *
     * @return false if something is there already, so that the loop must not sleep
     */
    boolean aboutToSleep() {
        asleep = true;
        if (head.next == null) return true;
        asleep = false;
        return false;
    }

    /** Tells producers that the loop is awake. Loop thread only. */
    void awake() {
        asleep = false;
    }

    /** Takes everything that is there, in order. Loop thread only. */
    void drain(Consumer<Object> consumer) {
        // What arrives meanwhile has to wait, or a busy producer could hold the loop here for ever.
        Node last = tail;
        Node node = head;
        while (node != last) {
            Node next = node.next;
            if (next == null) return; // A producer is between its two steps; it will be seen the next time.
            node = next;
            head = next;
            Object item = next.item;
            next.item = null;
            if (item != null) consumer.accept(item);
        }
    }
}
