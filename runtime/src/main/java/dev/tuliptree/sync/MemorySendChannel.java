package dev.tuliptree.sync;

import dev.tuliptree.loop.Checkpoint;
import java.util.Objects;

/**
 * A sending end of a {@link MemoryChannel}. Several tasks may send through it at once; they are served in the order
 * they came. Loop thread only.
 *
 * @param <T> the type of the items
 */
public final class MemorySendChannel<T> implements AutoCloseable {
    private final Passage<T> passage;
    private boolean closed;

    MemorySendChannel(Passage<T> passage) {
        this.passage = passage;
        passage.senderOpened();
    }

    Passage<T> passage() {
        return passage;
    }

    /**
     * Sends an item, and suspends the current task while there is no room, or, in a channel without a buffer, until it
     * is received. A checkpoint.
     *
     * @param item the item
     * @throws ClosedResource if this end was closed, also while waiting: the item was not sent then
     * @throws BrokenResource if every receiving end was closed, also while waiting: the item was not sent then
     * @throws dev.tuliptree.Cancelled if the task is cancelled while it waits: the item was not sent then
     */
    public void send(T item) {
        Checkpoint.throwIfCancelled();
        if (trySend(item)) {
            Checkpoint.passTurn();
            return;
        }
        Object handed = passage.sending.park(item, this);
        if (handed == Passage.CLOSED) throw closedEnd();
        if (handed == Passage.DESERTED) throw passage.noReceivers();
    }

    /**
     * Sends an item if that needs no waiting. Not a checkpoint.
     *
     * @param item the item
     * @return false if there is no room, or, in a channel without a buffer, nobody waits for an item
     * @throws ClosedResource if this end was closed
     * @throws BrokenResource if every receiving end was closed
     */
    public boolean trySend(T item) {
        Objects.requireNonNull(item, "item");
        if (closed) throw closedEnd();
        return passage.trySend(item);
    }

    /**
     * Makes another end of the same channel, to be closed by itself. Not a checkpoint.
     *
     * @return the other end
     * @throws ClosedResource if this end was closed
     */
    @Override
    public MemorySendChannel<T> clone() {
        if (closed) throw closedEnd();
        return new MemorySendChannel<>(passage);
    }

    /**
     * Closes this end. Tasks that wait in {@link #send} here get {@link ClosedResource}. If it was the last sending
     * end, receivers still get what is in the buffer, then {@link EndOfChannel}. Idempotent. Not a checkpoint.
     */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        passage.senderClosed(this);
    }

    private static ClosedResource closedEnd() {
        return new ClosedResource("this sending end of the channel was closed");
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
        return (closed ? "closed sending end of " : "sending end of ") + passage;
    }
}
