package dev.tuliptree.sync;

import dev.tuliptree.loop.Checkpoint;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A receiving end of a {@link MemoryChannel}. Several tasks may receive through it at once; each item goes to one of
 * them, in the order they came. Iterating over it receives until {@link EndOfChannel}. Loop thread only.
 *
 * @param <T> the type of the items
 */
public final class MemoryReceiveChannel<T> implements Iterable<T>, AutoCloseable {
    private final Passage<T> passage;
    private boolean closed;

    MemoryReceiveChannel(Passage<T> passage) {
        this.passage = passage;
        passage.receiverOpened();
    }

    /**
     * Receives the oldest item, and suspends the current task while there is none. A checkpoint.
     *
     * @return the item
     * @throws EndOfChannel if every sending end was closed and nothing is left
     * @throws ClosedResource if this end was closed, also while waiting
     * @throws dev.tuliptree.Cancelled if the task is cancelled while it waits
     */
    public T receive() {
        T item = receiveUntilEnd();
        if (item == null) throw new EndOfChannel();
        return item;
    }

    @SuppressWarnings("unchecked") // What is handed over is an item, but for the two marks that are not.
    private @Nullable T receiveUntilEnd() {
        Checkpoint.throwIfCancelled();
        requireOpen();
        T item = passage.tryReceive();
        if (item != null) {
            Checkpoint.passTurn();
            return item;
        }
        if (passage.isDry()) return null;
        Object handed = passage.receiving.park(null, this);
        if (handed == Passage.CLOSED) throw closedEnd();
        return handed == Passage.DESERTED ? null : (T) handed;
    }

    /**
     * Receives the oldest item if there is one. Not a checkpoint.
     *
     * @return the item, or null if there is none now
     * @throws EndOfChannel if every sending end was closed and nothing is left
     * @throws ClosedResource if this end was closed
     */
    public @Nullable T tryReceive() {
        requireOpen();
        T item = passage.tryReceive();
        if (item == null && passage.isDry()) throw new EndOfChannel();
        return item;
    }

    /**
     * Receives until every sending end was closed and nothing is left; each step suspends as {@link #receive()} does.
     * This end stays open.
     *
     * @return the iterator
     */
    @Override
    public Iterator<T> iterator() {
        return new Receiving<>(this::receiveUntilEnd);
    }

    /**
     * Makes another end of the same channel, to be closed by itself. Not a checkpoint.
     *
     * @return the other end
     * @throws ClosedResource if this end was closed
     */
    @Override
    public MemoryReceiveChannel<T> clone() {
        requireOpen();
        return new MemoryReceiveChannel<>(passage);
    }

    /**
     * Closes this end. Tasks that wait in {@link #receive} here get {@link ClosedResource}. If it was the last
     * receiving end, what is in the buffer is dropped, and senders get {@link BrokenResource}. Idempotent. Not a
     * checkpoint.
     */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        passage.receiverClosed(this);
    }

    private void requireOpen() {
        if (closed) throw closedEnd();
    }

    private static ClosedResource closedEnd() {
        return new ClosedResource("this receiving end of the channel was closed");
    }

    /**
     * What the channel looks like now. Not a checkpoint.
     *
     * @return its figures
     */
    public MemoryChannel.Statistics statistics() {
        return passage.statistics();
    }

    @Override
    public String toString() {
        return (closed ? "closed receiving end of " : "receiving end of ") + passage;
    }
}
