package dev.tuliptree.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An event that a server sends to a page (HTML standard, 9.2).
 *
 * @param data what it says; lines are kept, however they end
 * @param type which listeners of the page it is for; null for those of {@code message}
 * @param id what the browser repeats in its {@code Last-Event-ID} header when it connects again; null for what it was
 * @param retry how long the browser waits before it connects again; null for what it was
 */
public record ServerSentEvent(
        String data,
        @Nullable String type,
        @Nullable String id,
        @Nullable Duration retry) {
    /**
     * Checks that it can be sent.
     *
     * @throws IllegalArgumentException if there is a line break in its type or id, or a NUL in its id, or the time is
     *     negative
     */
    public ServerSentEvent {
        if (type != null && hasLineBreak(type)) {
            throw new IllegalArgumentException("the type of an event has a line break in it");
        }
        if (id != null && (hasLineBreak(id) || id.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("the id of an event has a line break or NUL in it");
        }
        if (retry != null && retry.isNegative()) {
            throw new IllegalArgumentException("retry is negative");
        }
    }

    /** An event that says something to the listeners of {@code message}. */
    public static ServerSentEvent of(String data) {
        return new ServerSentEvent(data, null, null, null);
    }

    /** The same for other listeners. */
    public ServerSentEvent type(String type) {
        return new ServerSentEvent(data, type, id, retry);
    }

    /** The same with an id. */
    public ServerSentEvent id(String id) {
        return new ServerSentEvent(data, type, id, retry);
    }

    /** The same with a time to wait before connecting again. */
    public ServerSentEvent retry(Duration time) {
        return new ServerSentEvent(data, type, id, time);
    }

    private static boolean hasLineBreak(String text) {
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }

    /** As it is sent, with the empty line behind it. */
    String encode() {
        StringBuilder text = new StringBuilder();
        if (type != null) {
            text.append("event: ").append(type).append('\n');
        }
        if (id != null) {
            text.append("id: ").append(id).append('\n');
        }
        if (retry != null) {
            text.append("retry: ").append(retry.toMillis()).append('\n');
        }
        for (String line : data.split("\r\n|\r|\n", -1)) {
            text.append("data: ").append(line).append('\n');
        }
        return text.append('\n').toString();
    }
}
