package dev.tuliptree.http.wire;

/**
 * How much a WebSocket peer may make us buffer or count. All are checked against what a frame's header announces,
 * before its payload is read; for compressed messages what comes out of them counts, too. How often pings may come
 * between messages is not limited here, since that takes a clock.
 *
 * @param maxFrameBytes the payload of one frame
 * @param maxMessageBytes the payloads of all frames of one message, decompressed if they were compressed
 * @param maxFragments the frames of one message
 * @param maxControlFrames the pings and pongs in the middle of one fragmented message
 */
public record WebSocketLimits(int maxFrameBytes, int maxMessageBytes, int maxFragments, int maxControlFrames) {

    /** 4 MiB for a frame and for a message, 16384 fragments, 1024 control frames between them. */
    public static final WebSocketLimits DEFAULT = new WebSocketLimits(4 << 20, 4 << 20, 16384, 1024);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a limit is not positive
     */
    public WebSocketLimits {
        if (maxFrameBytes <= 0 || maxMessageBytes <= 0 || maxFragments <= 0 || maxControlFrames <= 0) {
            throw new IllegalArgumentException("a limit must be positive");
        }
    }

    /** These limits with this {@link #maxMessageBytes}, and as much for a single frame. */
    public WebSocketLimits withMaxMessageBytes(int bytes) {
        return new WebSocketLimits(bytes, bytes, maxFragments, maxControlFrames);
    }

    /** These limits with another {@link #maxFrameBytes}. */
    public WebSocketLimits withMaxFrameBytes(int bytes) {
        return new WebSocketLimits(bytes, maxMessageBytes, maxFragments, maxControlFrames);
    }

    /** These limits with another {@link #maxFragments}. */
    public WebSocketLimits withMaxFragments(int count) {
        return new WebSocketLimits(maxFrameBytes, maxMessageBytes, count, maxControlFrames);
    }

    /** These limits with another {@link #maxControlFrames}. */
    public WebSocketLimits withMaxControlFrames(int count) {
        return new WebSocketLimits(maxFrameBytes, maxMessageBytes, maxFragments, count);
    }
}
