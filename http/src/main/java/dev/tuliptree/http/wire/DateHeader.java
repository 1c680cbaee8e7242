package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The Date header line (RFC 9110, 6.6.1), formatted when the second changes and not for each response. One per loop: it
 * is not synchronized.
 */
public final class DateHeader {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private long second = Long.MIN_VALUE;
    private byte[] line = new byte[0];

    /** One that has formatted nothing yet. */
    public DateHeader() {}

    /**
     * The line with its CRLF. The array is shared: do not change it.
     *
     * @param epochSecond the time, in seconds since 1970 UTC, by the caller's clock
     */
    byte[] line(long epochSecond) {
        if (epochSecond != second) {
            line = ("Date: " + format(epochSecond) + "\r\n").getBytes(US_ASCII);
            second = epochSecond;
        }
        return line;
    }

    /** A point in time as HTTP writes it, such as {@code Sun, 06 Nov 1994 08:49:37 GMT} (RFC 9110, 5.6.7). */
    public static String format(long epochSecond) {
        return FORMAT.format(Instant.ofEpochSecond(epochSecond));
    }
}
