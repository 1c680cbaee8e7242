package dev.tuliptree.live;

import java.time.Duration;

/**
 * How much one page may make the server hold and do, and for how long.
 *
 * @param maxMessageBytes one message from the page; a longer one closes the connection with code 1009
 * @param maxMessagesPerSecond messages from the page that are handled in a second, on average; the page's next ones are
 *     not read before their time, so that it is its own sending that waits
 * @param maxQueuedMessages messages that wait because the page does not take them; one more closes the connection with
 *     code 1013, "too slow"
 * @param maxQueuedBytes the same in bytes; a single larger message may pass when nothing waits
 * @param maxTasks tasks started by {@link Client#start} that run at the same time
 * @param maxHandlers handlers that one page has of its own, by {@link Client#on}
 * @param connectionLostTime how long the handler of {@code connection_lost} may take; it is cancelled after that
 * @param closeTime how long a connection that the server ends may take to send the rest and to close
 * @param state what is kept for pages
 * @param groups how many groups pages form
 * @param uploads the files that pages send
 */
public record LiveLimits(
        int maxMessageBytes,
        int maxMessagesPerSecond,
        int maxQueuedMessages,
        int maxQueuedBytes,
        int maxTasks,
        int maxHandlers,
        Duration connectionLostTime,
        Duration closeTime,
        StateLimits state,
        GroupLimits groups,
        UploadLimits uploads) {

    /**
     * The limits used unless others are given: 64 KiB and 100 messages a second in, 1000 messages or 1 MiB out, 100
     * tasks, 1000 handlers, 5 s, 5 s, and the defaults of the others.
     */
    public static final LiveLimits DEFAULT = new LiveLimits(
            64 * 1024,
            100,
            1000,
            1024 * 1024,
            100,
            1000,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            StateLimits.DEFAULT,
            GroupLimits.DEFAULT,
            UploadLimits.DEFAULT);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public LiveLimits {
        positive(maxMessageBytes, "maxMessageBytes");
        positive(maxMessagesPerSecond, "maxMessagesPerSecond");
        positive(maxQueuedMessages, "maxQueuedMessages");
        positive(maxQueuedBytes, "maxQueuedBytes");
        positive(maxTasks, "maxTasks");
        positive(maxHandlers, "maxHandlers");
        if (!connectionLostTime.isPositive()) throw new IllegalArgumentException("connectionLostTime is not positive");
        if (!closeTime.isPositive()) throw new IllegalArgumentException("closeTime is not positive");
    }

    /**
     * These limits with another {@link #maxMessageBytes}.
     *
     * @param bytes the limit
     * @return the limits
     */
    public LiveLimits withMaxMessageBytes(int bytes) {
        return new LiveLimits(
                bytes,
                maxMessagesPerSecond,
                maxQueuedMessages,
                maxQueuedBytes,
                maxTasks,
                maxHandlers,
                connectionLostTime,
                closeTime,
                state,
                groups,
                uploads);
    }

    /**
     * These limits with another {@link #maxMessagesPerSecond}.
     *
     * @param count the limit
     * @return the limits
     */
    public LiveLimits withMaxMessagesPerSecond(int count) {
        return new LiveLimits(
                maxMessageBytes,
                count,
                maxQueuedMessages,
                maxQueuedBytes,
                maxTasks,
                maxHandlers,
                connectionLostTime,
                closeTime,
                state,
                groups,
                uploads);
    }

    /**
     * These limits with another {@link #maxQueuedMessages}.
     *
     * @param count the limit
     * @return the limits
     */
    public LiveLimits withMaxQueuedMessages(int count) {
        return new LiveLimits(
                maxMessageBytes,
                maxMessagesPerSecond,
                count,
                maxQueuedBytes,
                maxTasks,
                maxHandlers,
                connectionLostTime,
                closeTime,
                state,
                groups,
                uploads);
    }

    /**
     * These limits with another {@link #maxQueuedBytes}.
     *
     * @param bytes the limit
     * @return the limits
     */
    public LiveLimits withMaxQueuedBytes(int bytes) {
        return new LiveLimits(
                maxMessageBytes,
                maxMessagesPerSecond,
                maxQueuedMessages,
                bytes,
                maxTasks,
                maxHandlers,
                connectionLostTime,
                closeTime,
                state,
                groups,
                uploads);
    }

    /**
     * These limits with another {@link #maxTasks}.
     *
     * @param count the limit
     * @return the limits
     */
    public LiveLimits withMaxTasks(int count) {
        return new LiveLimits(
                maxMessageBytes,
                maxMessagesPerSecond,
                maxQueuedMessages,
                maxQueuedBytes,
                count,
                maxHandlers,
                connectionLostTime,
                closeTime,
                state,
                groups,
                uploads);
    }

    /**
     * These limits with another {@link #maxHandlers}.
     *
     * @param count the limit
     * @return the limits
     */
    public LiveLimits withMaxHandlers(int count) {
        return new LiveLimits(
                maxMessageBytes,
                maxMessagesPerSecond,
                maxQueuedMessages,
                maxQueuedBytes,
                maxTasks,
                count,
                connectionLostTime,
                closeTime,
                state,
                groups,
                uploads);
    }

    /**
     * These limits with another {@link #connectionLostTime}.
     *
     * @param time the limit
     * @return the limits
     */
    public LiveLimits withConnectionLostTime(Duration time) {
        return new LiveLimits(
                maxMessageBytes,
                maxMessagesPerSecond,
                maxQueuedMessages,
                maxQueuedBytes,
                maxTasks,
                maxHandlers,
                time,
                closeTime,
                state,
                groups,
                uploads);
    }

    /**
     * These limits with another {@link #closeTime}.
     *
     * @param time the limit
     * @return the limits
     */
    public LiveLimits withCloseTime(Duration time) {
        return new LiveLimits(
                maxMessageBytes,
                maxMessagesPerSecond,
                maxQueuedMessages,
                maxQueuedBytes,
                maxTasks,
                maxHandlers,
                connectionLostTime,
                time,
                state,
                groups,
                uploads);
    }

    /**
     * These limits with another {@link #state}.
     *
     * @param limits the limits
     * @return the limits
     */
    public LiveLimits withState(StateLimits limits) {
        return new LiveLimits(
                maxMessageBytes,
                maxMessagesPerSecond,
                maxQueuedMessages,
                maxQueuedBytes,
                maxTasks,
                maxHandlers,
                connectionLostTime,
                closeTime,
                limits,
                groups,
                uploads);
    }

    /**
     * These limits with another {@link #groups}.
     *
     * @param limits the limits
     * @return the limits
     */
    public LiveLimits withGroups(GroupLimits limits) {
        return new LiveLimits(
                maxMessageBytes,
                maxMessagesPerSecond,
                maxQueuedMessages,
                maxQueuedBytes,
                maxTasks,
                maxHandlers,
                connectionLostTime,
                closeTime,
                state,
                limits,
                uploads);
    }

    /**
     * These limits with another {@link #uploads}.
     *
     * @param limits the limits
     * @return the limits
     */
    public LiveLimits withUploads(UploadLimits limits) {
        return new LiveLimits(
                maxMessageBytes,
                maxMessagesPerSecond,
                maxQueuedMessages,
                maxQueuedBytes,
                maxTasks,
                maxHandlers,
                connectionLostTime,
                closeTime,
                state,
                groups,
                limits);
    }

    static void positive(int value, String name) {
        if (value <= 0) throw new IllegalArgumentException(name + " is not positive");
    }
}
