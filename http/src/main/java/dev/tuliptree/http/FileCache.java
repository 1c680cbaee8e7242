package dev.tuliptree.http;

import java.time.Duration;

/**
 * How files that are served from a folder are kept in memory for those who ask next: each loop keeps some for each
 * folder. What is kept is looked at again, in another thread, once it has been kept for so long; only a request does
 * that, so no more than that is kept of a server that nobody asks.
 *
 * @param validity how long a file may be served as it was, though it has been changed or removed since; zero to look at
 *     it for each request
 * @param maxFileBytes how large a file may be, at most 1 MiB, as the loop compares and copies what is kept; longer ones
 *     are always looked at, and sent from where they are
 * @param maxBytes how much is kept: of more, what was asked for least recently goes
 */
public record FileCache(Duration validity, int maxFileBytes, int maxBytes) {
    private static final int MOST = 1 << 20;

    /** A second; files of up to 64 KiB, and 16 MiB of them. */
    public static final FileCache DEFAULT = new FileCache(Duration.ofSeconds(1), 64 << 10, 16 << 20);

    /** Keeps nothing. */
    public static final FileCache NONE = new FileCache(Duration.ZERO, 0, 0);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is negative, or files may be too large
     */
    public FileCache {
        if (maxFileBytes > MOST) {
            throw new IllegalArgumentException("a file to be kept has at most " + MOST + " bytes: " + maxFileBytes);
        }
        if (validity.isNegative() || maxFileBytes < 0 || maxBytes < 0) {
            throw new IllegalArgumentException("a limit is negative");
        }
    }

    /** The same with another {@link #validity}. */
    public FileCache withValidity(Duration time) {
        return new FileCache(time, maxFileBytes, maxBytes);
    }

    /** The same with another {@link #maxFileBytes}. */
    public FileCache withMaxFileBytes(int bytes) {
        return new FileCache(validity, bytes, maxBytes);
    }

    /** The same with another {@link #maxBytes}. */
    public FileCache withMaxBytes(int bytes) {
        return new FileCache(validity, maxFileBytes, bytes);
    }
}
