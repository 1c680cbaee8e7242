package dev.tuliptree.http.files;

import dev.tuliptree.http.Response;
import dev.tuliptree.http.wire.DateHeader;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;

/**
 * By what a client can tell whether what it has is still what we have (RFC 9110, 8.8 and 13).
 *
 * @param etag in its quotes; a strong one
 * @param modified seconds since 1970; negative if unknown
 */
record Validators(String etag, long modified) {
    private static final long NO_DATE = Long.MIN_VALUE;

    /** Those of a file. */
    static Validators of(BasicFileAttributes attributes) {
        long nanos = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        String etag = "\"" + Long.toHexString(nanos) + "-" + Long.toHexString(attributes.size()) + "\"";
        return new Validators(etag, Math.max(-1, attributes.lastModifiedTime().to(TimeUnit.SECONDS)));
    }

    /** Whether our tag is in a list, or this a star. Weak tags are never the same (RFC 9110, 13.1.1). */
    boolean isAmong(String list) {
        return isAmong(list, false);
    }

    /** Likewise, but weak and strong tags are the same (RFC 9110, 13.1.2). */
    boolean isWeaklyAmong(String list) {
        return isAmong(list, true);
    }

    private boolean isAmong(String list, boolean weakly) {
        if (list.strip().equals("*")) {
            return true;
        }
        int at = 0;
        while (true) {
            int open = list.indexOf('"', at);
            int close = open < 0 ? -1 : list.indexOf('"', open + 1);
            if (close < 0) {
                return false;
            }
            boolean weak = open >= 2 && list.startsWith("W/", open - 2);
            if (etag.length() == close + 1 - open && list.startsWith(etag, open) && (weakly || !weak)) {
                return true;
            }
            at = close + 1;
        }
    }

    /** Whether what a client has a part of, by its If-Range, is this to the byte (RFC 9110, 13.1.5). */
    boolean isExactly(String validator) {
        return validator.startsWith("\"") ? validator.equals(etag) : modified >= 0 && modified == seconds(validator);
    }

    /** Whether it was modified after a date: false as well if nobody knows. */
    boolean isModifiedSince(String date) {
        long seconds = seconds(date);
        return modified >= 0 && seconds != NO_DATE && modified > seconds;
    }

    /** Whether it was not: false as well if nobody knows. */
    boolean isUnmodifiedSince(String date) {
        return modified >= 0 && modified <= seconds(date);
    }

    private static long seconds(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toEpochSecond();
        } catch (DateTimeParseException e) {
            return NO_DATE;
        }
    }

    /** The response with what the client needs to ask again, and for parts, and what keeps it from guessing. */
    Response addTo(Response response) {
        Response tagged = response.header("ETag", etag)
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", "no-cache")
                .header("X-Content-Type-Options", "nosniff");
        return modified < 0 ? tagged : tagged.header("Last-Modified", DateHeader.format(modified));
    }

    /** Says that the client has it already. */
    Response notModified() {
        return addTo(Response.empty().status(304));
    }
}
