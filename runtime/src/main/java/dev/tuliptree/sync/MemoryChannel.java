package dev.tuliptree.sync;

/**
 * The two ends of a new channel between tasks of one loop. After Trio's {@code open_memory_channel}.
 *
 * <p>A channel differs from a {@link Queue} in that it knows who uses it: each end can be cloned, one clone for each
 * task that uses it, and closed. When all sending ends are closed, the receivers learn that nothing more will come;
 * when all receiving ends are, the senders learn that nobody listens any more.
 *
 * <pre>{@code
 * var channel = MemoryChannel.<String>open(0);
 * nursery(n -> {
 *     n.start(() -> {
 *         try (var sender = channel.sender()) {
 *             for (String word : words) sender.send(word);
 *         }
 *     });
 *     for (String word : channel.receiver()) IO.println(word);
 * });
 * }</pre>
 *
 * @param <T> the type of the items
 */
public final class MemoryChannel<T> {
    private final MemorySendChannel<T> sender;
    private final MemoryReceiveChannel<T> receiver;

    private MemoryChannel(Passage<T> passage) {
        sender = new MemorySendChannel<>(passage);
        receiver = new MemoryReceiveChannel<>(passage);
    }

    /**
     * What a channel looks like at one moment.
     *
     * @param size how many items are in its buffer
     * @param capacity how many it holds at most
     * @param peakSize how many it has held at most so far
     * @param openSenders how many sending ends are open
     * @param openReceivers how many receiving ends are open
     * @param tasksSending how many tasks wait to send
     * @param tasksReceiving how many tasks wait to receive
     */
    public record Statistics(
            int size,
            int capacity,
            int peakSize,
            int openSenders,
            int openReceivers,
            int tasksSending,
            int tasksReceiving) {}

    /**
     * Opens a channel. Not a checkpoint.
     *
     * @param capacity how many items it keeps while nobody receives them; 0 makes every send wait for a receive,
     *     {@link Integer#MAX_VALUE} lets none wait
     * @param <T> the type of the items
     * @return its two ends
     */
    public static <T> MemoryChannel<T> open(int capacity) {
        return new MemoryChannel<>(new Passage<>(capacity));
    }

    /**
     * The sending end.
     *
     * @return the end, always the same
     */
    public MemorySendChannel<T> sender() {
        return sender;
    }

    /**
     * The receiving end.
     *
     * @return the end, always the same
     */
    public MemoryReceiveChannel<T> receiver() {
        return receiver;
    }

    /**
     * What it looks like now. Not a checkpoint.
     *
     * @return its figures
     */
    public Statistics statistics() {
        return sender.statistics();
    }

    @Override
    public String toString() {
        return sender.passage().toString();
    }
}
