package dev.tuliptree.http;

/**
 * How the messages of a WebSocket are compressed (permessage-deflate, RFC 7692), if the peer agrees. Off unless
 * {@link WebSocketOptions#withCompression} says otherwise: it costs time of the loop, about 20 ms for a megabyte, and
 * with context takeover memory.
 *
 * <p>With context takeover a message may refer to the ones before it, which makes many small and similar ones much
 * smaller. It holds about 270 KB outside of the heap for each connection that has sent compressed messages, and 40 KB
 * for each that has received any, until the WebSocket is closed. Without, nothing is held between messages.
 *
 * <p>Never put secrets and what an attacker can choose into one compressed context: the sizes of messages give them
 * away, encrypted or not.
 *
 * @param level from 1, the fastest, to 9, the smallest
 * @param minBytes messages that are shorter are sent as they are, since they would hardly get smaller
 * @param serverContextTakeover whether the server's messages may refer to earlier ones; both ends can forbid it
 * @param clientContextTakeover whether the client's may
 */
public record WebSocketCompression(
        int level, int minBytes, boolean serverContextTakeover, boolean clientContextTakeover) {

    /** Level 6, messages from 1,024 bytes on, and no context takeover: nothing is held between messages. */
    public static final WebSocketCompression DEFAULT = new WebSocketCompression(6, 1024, false, false);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the level is not from 1 to 9, or {@code minBytes} is negative
     */
    public WebSocketCompression {
        if (level < 1 || level > 9) {
            throw new IllegalArgumentException("the level of compression is 1 to 9, not " + level);
        }
        if (minBytes < 0) {
            throw new IllegalArgumentException("minBytes is negative: " + minBytes);
        }
    }

    /** The same with another {@link #level}. */
    public WebSocketCompression withLevel(int level) {
        return new WebSocketCompression(level, minBytes, serverContextTakeover, clientContextTakeover);
    }

    /** The same with another {@link #minBytes}. */
    public WebSocketCompression withMinBytes(int bytes) {
        return new WebSocketCompression(level, bytes, serverContextTakeover, clientContextTakeover);
    }

    /** The same with context takeover, or without, in each direction. */
    public WebSocketCompression withContextTakeover(boolean server, boolean client) {
        return new WebSocketCompression(level, minBytes, server, client);
    }
}
