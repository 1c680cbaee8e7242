package dev.tuliptree.http.client;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The Keep-Alive header, in which servers say how long they keep a connection that is not used. */
final class KeepAlive {
    private static final String TIMEOUT = "timeout=";
    private static final int MAX_DIGITS = 6;

    private KeepAlive() {}

    /** The time that a header names; null if it names none. */
    static @Nullable Duration timeout(@Nullable String header) {
        int at = header == null ? -1 : header.toLowerCase(Locale.ROOT).indexOf(TIMEOUT);
        if (header == null || at < 0) {
            return null;
        }
        int start = at + TIMEOUT.length();
        int end = start;
        while (end < header.length() && header.charAt(end) >= '0' && header.charAt(end) <= '9') {
            end++;
        }
        if (end == start || end - start > MAX_DIGITS) {
            return null;
        }
        return Duration.ofSeconds(Integer.parseInt(header.substring(start, end)));
    }
}
