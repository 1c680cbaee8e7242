package dev.tuliptree.http;

import java.time.Duration;

/**
 * How long a server waits for clients. All is measured by the loop's clock.
 *
 * @param head from a request's first byte to the end of its head; late ones are answered 408
 * @param idle from a response to the first byte of the next request, and from connecting to that of the first
 * @param bodyGrace how long a server waits in all for the bytes of one body, to which a second is added for every
 *     {@code minBodyRate} of them that came; late ones are answered 408
 * @param minBodyRate bytes in a second
 * @param stall how long a client may read nothing while something is to be sent to it
 * @param linger how long the server reads on after an error, so that the client can read the answer
 * @param shutdownGrace how long closing the server waits for requests in flight and for WebSockets to say goodbye
 */
public record ServerTimeouts(
        Duration head,
        Duration idle,
        Duration bodyGrace,
        int minBodyRate,
        Duration stall,
        Duration linger,
        Duration shutdownGrace) {

    /**
     * 10 s for a head, 75 s idle, 10 s for a body and one more for every 256 bytes, 30 s stalled, 2 s lingering, 10 s
     * for shutting down.
     */
    public static final ServerTimeouts DEFAULT = new ServerTimeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(75),
            Duration.ofSeconds(10),
            256,
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10));

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is negative, or zero where that makes no sense
     */
    public ServerTimeouts {
        if (!head.isPositive() || !idle.isPositive() || !bodyGrace.isPositive() || !stall.isPositive()) {
            throw new IllegalArgumentException("a timeout must be positive");
        }
        if (linger.isNegative() || shutdownGrace.isNegative()) {
            throw new IllegalArgumentException("a timeout is negative");
        }
        if (minBodyRate < 1) {
            throw new IllegalArgumentException("minBodyRate must be at least 1");
        }
    }

    /** The same with another time for a {@link #head}. */
    public ServerTimeouts withHead(Duration time) {
        return new ServerTimeouts(time, idle, bodyGrace, minBodyRate, stall, linger, shutdownGrace);
    }

    /** The same with another {@link #idle} time. */
    public ServerTimeouts withIdle(Duration time) {
        return new ServerTimeouts(head, time, bodyGrace, minBodyRate, stall, linger, shutdownGrace);
    }

    /** The same with another {@link #bodyGrace} and {@link #minBodyRate}. */
    public ServerTimeouts withBody(Duration grace, int bytesPerSecond) {
        return new ServerTimeouts(head, idle, grace, bytesPerSecond, stall, linger, shutdownGrace);
    }

    /** The same with another {@link #stall} time. */
    public ServerTimeouts withStall(Duration time) {
        return new ServerTimeouts(head, idle, bodyGrace, minBodyRate, time, linger, shutdownGrace);
    }

    /** The same with another {@link #linger} time. */
    public ServerTimeouts withLinger(Duration time) {
        return new ServerTimeouts(head, idle, bodyGrace, minBodyRate, stall, time, shutdownGrace);
    }

    /** The same with another {@link #shutdownGrace}. */
    public ServerTimeouts withShutdownGrace(Duration time) {
        return new ServerTimeouts(head, idle, bodyGrace, minBodyRate, stall, linger, time);
    }
}
