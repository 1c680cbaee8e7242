package dev.tuliptree.http.wire;

/**
 * How much a peer may make us buffer or count while a message is parsed. Sizes are in bytes and exclude the CRLF of the
 * line they limit. The size of a body is not limited here: its owner knows what it can take.
 *
 * <p>The chunk policy refuses bodies that are cut into slivers to burn processor time: a body may have
 * {@code freeChunks} chunks of any size; beyond that, the average size of its chunks must be at least
 * {@code minAverageChunk}.
 *
 * @param maxStartLine the request line or status line; a longer request line is answered 414
 * @param maxHeaderLine one header or trailer line; a longer one is answered 431
 * @param maxHeaderBytes all lines of a header section, and again of a trailer section; more is answered 431
 * @param maxHeaders the lines of a header section, and again of a trailer section; more are answered 431
 * @param maxChunkLine one chunk-size line with its extensions
 * @param maxChunkExtensions the extensions of all chunks of one body together
 * @param freeChunks how many chunks a body may have before their average size matters
 * @param minAverageChunk the smallest average size of chunks beyond {@code freeChunks}
 */
public record HttpLimits(
        int maxStartLine,
        int maxHeaderLine,
        int maxHeaderBytes,
        int maxHeaders,
        int maxChunkLine,
        int maxChunkExtensions,
        int freeChunks,
        int minAverageChunk) {

    /** The limits used unless others are given. */
    public static final HttpLimits DEFAULT = new HttpLimits(8190, 8190, 64 * 1024, 128, 1024, 16 * 1024, 8192, 8);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a size is not positive, a chunk budget is negative, or a limit on the head is
     *     above 256 MiB
     */
    public HttpLimits {
        positive(maxStartLine, "maxStartLine");
        positive(maxHeaderLine, "maxHeaderLine");
        positive(maxHeaderBytes, "maxHeaderBytes");
        positive(maxHeaders, "maxHeaders");
        positive(maxChunkLine, "maxChunkLine");
        if (maxChunkExtensions < 0 || freeChunks < 0 || minAverageChunk < 0) {
            throw new IllegalArgumentException("a chunk budget is negative");
        }
        // Leaves room for sums of limits in int arithmetic.
        if (maxStartLine > 1 << 28 || maxHeaderLine > 1 << 28 || maxHeaderBytes > 1 << 28) {
            throw new IllegalArgumentException("a head limit is above 256 MiB");
        }
    }

    /** These limits with another {@link #maxStartLine}. */
    public HttpLimits withMaxStartLine(int bytes) {
        return new HttpLimits(
                bytes,
                maxHeaderLine,
                maxHeaderBytes,
                maxHeaders,
                maxChunkLine,
                maxChunkExtensions,
                freeChunks,
                minAverageChunk);
    }

    /** These limits with another {@link #maxHeaderLine}. */
    public HttpLimits withMaxHeaderLine(int bytes) {
        return new HttpLimits(
                maxStartLine,
                bytes,
                maxHeaderBytes,
                maxHeaders,
                maxChunkLine,
                maxChunkExtensions,
                freeChunks,
                minAverageChunk);
    }

    /** These limits with another {@link #maxHeaderBytes}. */
    public HttpLimits withMaxHeaderBytes(int bytes) {
        return new HttpLimits(
                maxStartLine,
                maxHeaderLine,
                bytes,
                maxHeaders,
                maxChunkLine,
                maxChunkExtensions,
                freeChunks,
                minAverageChunk);
    }

    /** These limits with another {@link #maxHeaders}. */
    public HttpLimits withMaxHeaders(int count) {
        return new HttpLimits(
                maxStartLine,
                maxHeaderLine,
                maxHeaderBytes,
                count,
                maxChunkLine,
                maxChunkExtensions,
                freeChunks,
                minAverageChunk);
    }

    /** These limits with another {@link #maxChunkLine} and {@link #maxChunkExtensions}. */
    public HttpLimits withChunkLines(int maxLine, int maxExtensions) {
        return new HttpLimits(
                maxStartLine,
                maxHeaderLine,
                maxHeaderBytes,
                maxHeaders,
                maxLine,
                maxExtensions,
                freeChunks,
                minAverageChunk);
    }

    /** These limits with another {@link #freeChunks} and {@link #minAverageChunk}. */
    public HttpLimits withChunkPolicy(int free, int minAverage) {
        return new HttpLimits(
                maxStartLine,
                maxHeaderLine,
                maxHeaderBytes,
                maxHeaders,
                maxChunkLine,
                maxChunkExtensions,
                free,
                minAverage);
    }

    private static void positive(int value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}
