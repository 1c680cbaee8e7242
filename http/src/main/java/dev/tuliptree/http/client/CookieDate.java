package dev.tuliptree.http.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates as cookies carry them, in whatever order and dress (RFC 6265bis, 5.1.1). */
final class CookieDate {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private int hour = -1;
    private int minute;
    private int second;
    private int day = -1;
    private int month = -1;
    private int year = -1;

    private CookieDate() {}

    /** The point in time; null if it is none. */
    static @Nullable Instant parse(String text) {
        CookieDate date = new CookieDate();
        // Everything but letters, digits and colons stands between the tokens.
        for (String token : text.split("[\\x09\\x20-\\x2f\\x3b-\\x40\\x5b-\\x60\\x7b-\\x7e]+", 64)) {
            date.take(token);
        }
        return date.toInstant();
    }

    private void take(String token) {
        if (token.isEmpty() || (hour < 0 && takeTime(token))) {
            return;
        }
        int digits = leadingDigits(token);
        if (day < 0 && (digits == 1 || digits == 2)) {
            day = Integer.parseInt(token.substring(0, digits));
        } else if (month < 0 && takeMonth(token)) {
            return;
        } else if (year < 0 && digits >= 2 && digits <= 4) {
            year = Integer.parseInt(token.substring(0, digits));
            if (year < 100 && digits == 2) {
                year += year >= 70 ? 1900 : 2000;
            }
        }
    }

    private boolean takeTime(String token) {
        String[] parts = token.split(":", 4);
        if (parts.length < 3) {
            return false;
        }
        int last = leadingDigits(parts[2]);
        if (!isNumber(parts[0]) || !isNumber(parts[1]) || last < 1 || last > 2) {
            return false;
        }
        hour = Integer.parseInt(parts[0]);
        minute = Integer.parseInt(parts[1]);
        second = Integer.parseInt(parts[2].substring(0, last));
        return true;
    }

    private boolean takeMonth(String token) {
        if (token.length() < 3) {
            return false;
        }
        int index = MONTHS.indexOf(token.substring(0, 3).toLowerCase(Locale.ROOT));
        month = index + 1;
        if (index < 0) {
            month = -1;
        }
        return index >= 0;
    }

    private static boolean isNumber(String text) {
        return (text.length() == 1 || text.length() == 2) && leadingDigits(text) == text.length();
    }

    private static int leadingDigits(String text) {
        int count = 0;
        while (count < text.length() && text.charAt(count) >= '0' && text.charAt(count) <= '9') {
            count++;
        }
        return count;
    }

    private @Nullable Instant toInstant() {
        if (hour < 0 || day < 0 || month < 0 || year < 1601) {
            return null;
        }
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
