package dev.tuliptree.live;

import java.time.Duration;

/**
 * How large, how many and how slow the files may be that pages send.
 *
 * @param maxBytes of one file; a larger one is refused before it is sent, and broken off if it is larger than it said.
 *     A file is the body of one request, so whoever raises this raises the server's {@code maxBodyBytes} too
 * @param maxFiles that a page is asked for until it sends its next message; further ones are refused
 * @param maxOpen files that one page sends at the same time
 * @param idleTime how long nothing of a file may arrive while it is waited for
 */
public record UploadLimits(long maxBytes, int maxFiles, int maxOpen, Duration idleTime) {
    /** The limits used unless others are given: 1 MiB, 20 files, 4 at a time, 30 seconds. */
    public static final UploadLimits DEFAULT = new UploadLimits(1024 * 1024, 20, 4, Duration.ofSeconds(30));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public UploadLimits {
        Positive.check(maxBytes, "maxBytes");
        Positive.check(maxFiles, "maxFiles");
        Positive.check(maxOpen, "maxOpen");
        Positive.check(idleTime, "idleTime");
    }
}
