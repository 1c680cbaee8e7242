package dev.tuliptree.live;

import java.time.Duration;

/**
 * How much one page may make the server hold, and for how long.
 *
 * @param maxMessageBytes one message from the page; a longer one closes the connection with code 1009
 * @param maxQueuedMessages messages that wait because the page does not take them; one more closes the connection with
 *     code 1013, "too slow"
 * @param maxQueuedBytes the same in bytes; a single larger message may pass when nothing waits
 * @param maxTasks tasks started by {@link Client#start} that run at the same time
 * @param connectionLostTime how long the handler of {@code connection_lost} may take; it is cancelled after that
 * @param closeTime how long a connection that the server ends may take to send the rest and to close
 */
public record LiveLimits(
        int maxMessageBytes,
        int maxQueuedMessages,
        int maxQueuedBytes,
        int maxTasks,
        Duration connectionLostTime,
        Duration closeTime) {

    /** The limits used unless others are given: 64 KiB in, 1000 messages or 1 MiB out, 100 tasks, 5 s, 5 s. */
    public static final LiveLimits DEFAULT =
            new LiveLimits(64 * 1024, 1000, 1024 * 1024, 100, Duration.ofSeconds(5), Duration.ofSeconds(5));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public LiveLimits {
        positive(maxMessageBytes, "maxMessageBytes");
        positive(maxQueuedMessages, "maxQueuedMessages");
        positive(maxQueuedBytes, "maxQueuedBytes");
        positive(maxTasks, "maxTasks");
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
        return new LiveLimits(bytes, maxQueuedMessages, maxQueuedBytes, maxTasks, connectionLostTime, closeTime);
    }

    /**
     * These limits with another {@link #maxQueuedMessages}.
     *
     * @param count the limit
     * @return the limits
     */
    public LiveLimits withMaxQueuedMessages(int count) {
        return new LiveLimits(maxMessageBytes, count, maxQueuedBytes, maxTasks, connectionLostTime, closeTime);
    }

    /**
     * These limits with another {@link #maxQueuedBytes}.
     *
     * @param bytes the limit
     * @return the limits
     */
    public LiveLimits withMaxQueuedBytes(int bytes) {
        return new LiveLimits(maxMessageBytes, maxQueuedMessages, bytes, maxTasks, connectionLostTime, closeTime);
    }

    /**
     * These limits with another {@link #maxTasks}.
     *
     * @param count the limit
     * @return the limits
     */
    public LiveLimits withMaxTasks(int count) {
        return new LiveLimits(maxMessageBytes, maxQueuedMessages, maxQueuedBytes, count, connectionLostTime, closeTime);
    }

    /**
     * These limits with another {@link #connectionLostTime}.
     *
     * @param time the limit
     * @return the limits
     */
    public LiveLimits withConnectionLostTime(Duration time) {
        return new LiveLimits(maxMessageBytes, maxQueuedMessages, maxQueuedBytes, maxTasks, time, closeTime);
    }

    /**
     * These limits with another {@link #closeTime}.
     *
     * @param time the limit
     * @return the limits
     */
    public LiveLimits withCloseTime(Duration time) {
        return new LiveLimits(maxMessageBytes, maxQueuedMessages, maxQueuedBytes, maxTasks, connectionLostTime, time);
    }

    private static void positive(int value, String name) {
        if (value <= 0) throw new IllegalArgumentException(name + " is not positive");
    }
}
