package dev.tuliptree.http.files;

import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.wire.DateHeader;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * By what a client can tell whether what it has is still what we have (RFC 9110, 8.8 and 13).
 *
 * @param etag in its quotes
 * @param modified seconds since 1970; negative if unknown
 */
record Validators(String etag, long modified) {

    /**
     * What the client has. Read from a request on the loop's thread, to be used on another.
     *
     * @param noneMatch the value of If-None-Match
     * @param modifiedSince the value of If-Modified-Since
     */
    record Known(@Nullable String noneMatch, @Nullable String modifiedSince) {
        static Known of(Request request) {
            return new Known(request.header("If-None-Match"), request.header("If-Modified-Since"));
        }
    }

    /** Whether the client has it already. */
    boolean match(Known known) {
        if (known.noneMatch() != null) {
            return isListed(known.noneMatch());
        }
        return known.modifiedSince() != null && modified >= 0 && modified <= seconds(known.modifiedSince());
    }

    /** Whether our tag is in the list. Weak and strong tags are the same here (RFC 9110, 13.1.2). */
    private boolean isListed(String list) {
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
            if (etag.length() == close + 1 - open && list.startsWith(etag, open)) {
                return true;
            }
            at = close + 1;
        }
    }

    private static long seconds(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toEpochSecond();
        } catch (DateTimeParseException e) {
            return Long.MIN_VALUE;
        }
    }

    /** The response with what the client needs to ask again, and what keeps it from guessing. */
    Response addTo(Response response) {
        Response tagged = response.header("ETag", etag)
                .header("Cache-Control", "no-cache")
                .header("X-Content-Type-Options", "nosniff");
        return modified < 0 ? tagged : tagged.header("Last-Modified", DateHeader.format(modified));
    }

    /** Says that the client has it already. */
    Response notModified() {
        return addTo(Response.empty().status(304));
    }
}
