package dev.tuliptree.http;

/**
 * How much may wait for the peer of a WebSocket that reads more slowly than {@linkplain WebSocket#broadcast broadcasts}
 * come. A task that sends waits for its peer; a broadcast does not wait for anybody.
 *
 * @param maxBytes a message is sent to the peer as long as no more than this many bytes wait before it
 * @param overflow what happens otherwise
 */
public record WebSocketBacklog(int maxBytes, Overflow overflow) {

    /** What happens to a peer for whom too much waits. */
    public enum Overflow {
        /** The WebSocket is closed with 1008: whoever has missed messages has to begin again. */
        CLOSE,
        /** The message is not sent to this peer; later ones may be. */
        DROP
    }

    /** 1 MiB, and the end of the WebSocket. */
    public static final WebSocketBacklog DEFAULT = new WebSocketBacklog(1 << 20, Overflow.CLOSE);

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public WebSocketBacklog {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("maxBytes is negative: " + maxBytes);
        }
    }
}
