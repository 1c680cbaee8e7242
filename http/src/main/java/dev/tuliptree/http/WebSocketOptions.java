package dev.tuliptree.http;

import dev.tuliptree.http.wire.FieldSyntax;
import dev.tuliptree.http.wire.WebSocketLimits;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a WebSocket is spoken.
 *
 * @param limits how much the peer may make us buffer
 * @param subprotocols which we speak, the best first; of these the first that the peer speaks too is agreed on. If
 *     there is none, the WebSocket is opened without
 * @param origins from which sites' pages it may be opened; servers only
 * @param pingInterval how often a silent peer is asked for a sign of life; zero for never
 * @param missedPings how many pings without any answer make the peer count as gone
 * @param maxPingsPerSecond how many pings we answer in a second; a peer that sends more is cut off with 1008
 * @param maxWaitingSends how many messages may wait for earlier ones to go out; one more fails at once
 * @param closeTimeout how long the peer may take to answer that it closes, too
 * @param backlog how much may wait for a peer that reads broadcasts too slowly
 * @param compression how messages are compressed if the peer agrees, or null if they are not
 */
public record WebSocketOptions(
        WebSocketLimits limits,
        List<String> subprotocols,
        OriginPolicy origins,
        Duration pingInterval,
        int missedPings,
        int maxPingsPerSecond,
        int maxWaitingSends,
        Duration closeTimeout,
        WebSocketBacklog backlog,
        @Nullable WebSocketCompression compression) {

    /**
     * Messages of 1 MiB at most, no subprotocols, pages of the same host, a ping after 30 s and the end after two that
     * were missed, 100 pings a second, 1,024 waiting messages, 5 s for closing, 1 MiB of backlog, no compression.
     */
    public static final WebSocketOptions DEFAULT = new WebSocketOptions(
            WebSocketLimits.DEFAULT.withMaxMessageBytes(1 << 20),
            List.of(),
            OriginPolicy.sameHost(),
            Duration.ofSeconds(30),
            2,
            100,
            1024,
            Duration.ofSeconds(5),
            WebSocketBacklog.DEFAULT,
            null);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a subprotocol is not a token, or a number or duration makes no sense
     */
    public WebSocketOptions {
        subprotocols = List.copyOf(subprotocols);
        for (String subprotocol : subprotocols) {
            if (!FieldSyntax.isToken(subprotocol)) {
                throw new IllegalArgumentException("not the name of a subprotocol: " + subprotocol);
            }
        }
        if (missedPings < 1 || maxPingsPerSecond < 1 || maxWaitingSends < 1) {
            throw new IllegalArgumentException("a limit must be positive");
        }
        if (pingInterval.isNegative() || !closeTimeout.isPositive()) {
            throw new IllegalArgumentException("pingInterval must not be negative, and closeTimeout positive");
        }
    }

    /** The same with other {@link #limits}. */
    public WebSocketOptions withLimits(WebSocketLimits limits) {
        return new WebSocketOptions(
                limits,
                subprotocols,
                origins,
                pingInterval,
                missedPings,
                maxPingsPerSecond,
                maxWaitingSends,
                closeTimeout,
                backlog,
                compression);
    }

    /** The same with messages and frames of this many bytes at most. */
    public WebSocketOptions withMaxMessageBytes(int bytes) {
        return withLimits(limits.withMaxMessageBytes(bytes));
    }

    /** The same with these {@link #subprotocols}. */
    public WebSocketOptions withSubprotocols(String... subprotocols) {
        return new WebSocketOptions(
                limits,
                List.of(subprotocols),
                origins,
                pingInterval,
                missedPings,
                maxPingsPerSecond,
                maxWaitingSends,
                closeTimeout,
                backlog,
                compression);
    }

    /** The same with other {@link #origins}. */
    public WebSocketOptions withOrigins(OriginPolicy origins) {
        return new WebSocketOptions(
                limits,
                subprotocols,
                origins,
                pingInterval,
                missedPings,
                maxPingsPerSecond,
                maxWaitingSends,
                closeTimeout,
                backlog,
                compression);
    }

    /** The same with another {@link #pingInterval} and number of {@link #missedPings}. */
    public WebSocketOptions withHeartbeat(Duration pingInterval, int missedPings) {
        return new WebSocketOptions(
                limits,
                subprotocols,
                origins,
                pingInterval,
                missedPings,
                maxPingsPerSecond,
                maxWaitingSends,
                closeTimeout,
                backlog,
                compression);
    }

    /** The same with another {@link #maxPingsPerSecond}. */
    public WebSocketOptions withMaxPingsPerSecond(int count) {
        return new WebSocketOptions(
                limits,
                subprotocols,
                origins,
                pingInterval,
                missedPings,
                count,
                maxWaitingSends,
                closeTimeout,
                backlog,
                compression);
    }

    /** The same with another {@link #maxWaitingSends}. */
    public WebSocketOptions withMaxWaitingSends(int count) {
        return new WebSocketOptions(
                limits,
                subprotocols,
                origins,
                pingInterval,
                missedPings,
                maxPingsPerSecond,
                count,
                closeTimeout,
                backlog,
                compression);
    }

    /** The same with another {@link #closeTimeout}. */
    public WebSocketOptions withCloseTimeout(Duration timeout) {
        return new WebSocketOptions(
                limits,
                subprotocols,
                origins,
                pingInterval,
                missedPings,
                maxPingsPerSecond,
                maxWaitingSends,
                timeout,
                backlog,
                compression);
    }

    /** The same with messages compressed, if the peer agrees; null for no {@link #compression}. */
    public WebSocketOptions withCompression(@Nullable WebSocketCompression compression) {
        return new WebSocketOptions(
                limits,
                subprotocols,
                origins,
                pingInterval,
                missedPings,
                maxPingsPerSecond,
                maxWaitingSends,
                closeTimeout,
                backlog,
                compression);
    }

    /** The same with another {@link #backlog}. */
    public WebSocketOptions withBacklog(WebSocketBacklog backlog) {
        return new WebSocketOptions(
                limits,
                subprotocols,
                origins,
                pingInterval,
                missedPings,
                maxPingsPerSecond,
                maxWaitingSends,
                closeTimeout,
                backlog,
                compression);
    }
}
