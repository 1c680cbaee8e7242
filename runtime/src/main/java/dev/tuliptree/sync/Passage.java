package dev.tuliptree.sync;

import dev.tuliptree.loop.ParkingLot;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What the ends of a memory channel share. Senders wait only while the buffer is full, receivers only while it is empty
 * and no sender waits; so never both wait.
 */
final class Passage<T> {
    /** Handed to waiting tasks instead of an item, or of room for one: the end they wait at was closed. */
    static final Object CLOSED = new Object();

    /** Handed to waiting tasks: there is nobody left at the other side. */
    static final Object DESERTED = new Object();

    private final int capacity;
    private final ArrayDeque<T> buffer = new ArrayDeque<>();
    private int peakSize;
    private int openSenders;
    private int openReceivers;

    /** Each offers the item it sends; its entrance is the end it uses. */
    final ParkingLot sending = new ParkingLot(this);

    /** The entrance is the end the task uses. */
    final ParkingLot receiving = new ParkingLot(this);

    Passage(int capacity) {
        if (capacity < 0) throw new IllegalArgumentException("a channel cannot have room for " + capacity + " items");
        this.capacity = capacity;
    }

    /** Hands an item over or keeps it; false if there is no room. */
    boolean trySend(T item) {
        if (openReceivers == 0) throw noReceivers();
        if (receiving.unpark(item)) return true;
        if (buffer.size() >= capacity) return false;
        buffer.add(item);
        if (buffer.size() > peakSize) peakSize = buffer.size();
        return true;
    }

    /** The oldest item that is there, or null. */
    @SuppressWarnings("unchecked") // What senders offer is the item they send.
    @Nullable
    T tryReceive() {
        T oldest = buffer.poll();
        T offered = (T) sending.firstOffer();
        if (offered == null) return oldest;
        sending.unpark();
        if (oldest == null) return offered;
        buffer.add(offered);
        return oldest;
    }

    /** Whether nothing more can come but what is in the buffer. */
    boolean isDry() {
        return openSenders == 0;
    }

    BrokenResource noReceivers() {
        return new BrokenResource("every receiving end of the channel is closed");
    }

    void senderOpened() {
        openSenders++;
    }

    void receiverOpened() {
        openReceivers++;
    }

    void senderClosed(Object end) {
        openSenders--;
        sending.unparkAll(CLOSED, end);
        if (openSenders == 0) receiving.unparkAll(DESERTED);
    }

    void receiverClosed(Object end) {
        openReceivers--;
        receiving.unparkAll(CLOSED, end);
        if (openReceivers > 0) return;
        sending.unparkAll(DESERTED);
        buffer.clear();
    }

    MemoryChannel.Statistics statistics() {
        return new MemoryChannel.Statistics(
                buffer.size(), capacity, peakSize, openSenders, openReceivers, sending.size(), receiving.size());
    }

    @Override
    public String toString() {
        String room = capacity == Integer.MAX_VALUE ? "" : " of " + capacity;
        return "memory channel, " + buffer.size() + room + " items, " + sending.size() + " sending, " + receiving.size()
                + " receiving";
    }
}
