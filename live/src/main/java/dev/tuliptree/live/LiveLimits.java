package dev.tuliptree.live;

import java.time.Duration;
import java.util.function.Consumer;

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
        Positive.check(maxMessageBytes, "maxMessageBytes");
        Positive.check(maxMessagesPerSecond, "maxMessagesPerSecond");
        Positive.check(maxQueuedMessages, "maxQueuedMessages");
        Positive.check(maxQueuedBytes, "maxQueuedBytes");
        Positive.check(maxTasks, "maxTasks");
        Positive.check(maxHandlers, "maxHandlers");
        Positive.check(connectionLostTime, "connectionLostTime");
        Positive.check(closeTime, "closeTime");
    }

    /** These limits with another {@link #maxMessageBytes}. */
    public LiveLimits withMaxMessageBytes(int bytes) {
        return with(other -> other.maxMessageBytes = bytes);
    }

    /** These limits with another {@link #maxMessagesPerSecond}. */
    public LiveLimits withMaxMessagesPerSecond(int count) {
        return with(other -> other.maxMessagesPerSecond = count);
    }

    /** These limits with another {@link #maxQueuedMessages}. */
    public LiveLimits withMaxQueuedMessages(int count) {
        return with(other -> other.maxQueuedMessages = count);
    }

    /** These limits with another {@link #maxQueuedBytes}. */
    public LiveLimits withMaxQueuedBytes(int bytes) {
        return with(other -> other.maxQueuedBytes = bytes);
    }

    /** These limits with another {@link #maxTasks}. */
    public LiveLimits withMaxTasks(int count) {
        return with(other -> other.maxTasks = count);
    }

    /** These limits with another {@link #maxHandlers}. */
    public LiveLimits withMaxHandlers(int count) {
        return with(other -> other.maxHandlers = count);
    }

    /** These limits with another {@link #connectionLostTime}. */
    public LiveLimits withConnectionLostTime(Duration time) {
        return with(other -> other.connectionLostTime = time);
    }

    /** These limits with another {@link #closeTime}. */
    public LiveLimits withCloseTime(Duration time) {
        return with(other -> other.closeTime = time);
    }

    /** These limits with another {@link #state}. */
    public LiveLimits withState(StateLimits limits) {
        return with(other -> other.state = limits);
    }

    /** These limits with another {@link #groups}. */
    public LiveLimits withGroups(GroupLimits limits) {
        return with(other -> other.groups = limits);
    }

    /** These limits with another {@link #uploads}. */
    public LiveLimits withUploads(UploadLimits limits) {
        return with(other -> other.uploads = limits);
    }

    private LiveLimits with(Consumer<Change> change) {
        Change other = new Change(this);
        change.accept(other);
        return other.limits();
    }

    /** The limits as variables: one can be set without naming the others. */
    private static final class Change {
        private int maxMessageBytes;
        private int maxMessagesPerSecond;
        private int maxQueuedMessages;
        private int maxQueuedBytes;
        private int maxTasks;
        private int maxHandlers;
        private Duration connectionLostTime;
        private Duration closeTime;
        private StateLimits state;
        private GroupLimits groups;
        private UploadLimits uploads;

        Change(LiveLimits limits) {
            maxMessageBytes = limits.maxMessageBytes;
            maxMessagesPerSecond = limits.maxMessagesPerSecond;
            maxQueuedMessages = limits.maxQueuedMessages;
            maxQueuedBytes = limits.maxQueuedBytes;
            maxTasks = limits.maxTasks;
            maxHandlers = limits.maxHandlers;
            connectionLostTime = limits.connectionLostTime;
            closeTime = limits.closeTime;
            state = limits.state;
            groups = limits.groups;
            uploads = limits.uploads;
        }

        LiveLimits limits() {
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
                    uploads);
        }
    }
}
