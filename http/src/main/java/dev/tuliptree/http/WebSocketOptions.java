package dev.tuliptree.http;

import dev.tuliptree.http.wire.FieldSyntax;
import dev.tuliptree.http.wire.WebSocketLimits;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a WebSocket is spoken. Immutable: {@link #withHeartbeat} and its like return another one. Good for any thread.
 *
 * <pre>{@code
 * var options = WebSocketOptions.DEFAULT.withMaxMessageBytes(64 << 10).withSubprotocols("chat.v2", "chat.v1");
 * }</pre>
 */
public final class WebSocketOptions {
    /**
     * Messages of 1 MiB at most, no subprotocols, pages of the same host, a ping after 30 s and the end after two that
     * were missed, 100 pings a second, 1,024 waiting messages, 5 s for closing, 1 MiB of backlog, no compression.
     */
    public static final WebSocketOptions DEFAULT = new WebSocketOptions();

    // Changed only in a copy that nobody else has seen yet.
    private WebSocketLimits limits = WebSocketLimits.DEFAULT.withMaxMessageBytes(1 << 20);
    private List<String> subprotocols = List.of();
    private OriginPolicy origins = OriginPolicy.sameHost();
    private Duration pingInterval = Duration.ofSeconds(30);
    private int missedPings = 2;
    private int maxPingsPerSecond = 100;
    private int maxWaitingSends = 1024;
    private Duration closeTimeout = Duration.ofSeconds(5);
    private WebSocketBacklog backlog = WebSocketBacklog.DEFAULT;
    private @Nullable WebSocketCompression compression;

    private WebSocketOptions() {}

    private WebSocketOptions with(Consumer<WebSocketOptions> change) {
        WebSocketOptions copy = new WebSocketOptions();
        copy.limits = limits;
        copy.subprotocols = subprotocols;
        copy.origins = origins;
        copy.pingInterval = pingInterval;
        copy.missedPings = missedPings;
        copy.maxPingsPerSecond = maxPingsPerSecond;
        copy.maxWaitingSends = maxWaitingSends;
        copy.closeTimeout = closeTimeout;
        copy.backlog = backlog;
        copy.compression = compression;
        change.accept(copy);
        return copy;
    }

    /** How much the peer may make us buffer. */
    public WebSocketLimits limits() {
        return limits;
    }

    /** The same with other {@link #limits}. */
    public WebSocketOptions withLimits(WebSocketLimits limits) {
        return with(copy -> copy.limits = limits);
    }

    /**
     * The same with messages and frames of this many bytes at most.
     *
     * @throws IllegalArgumentException if that is not positive
     */
    public WebSocketOptions withMaxMessageBytes(int bytes) {
        return withLimits(limits.withMaxMessageBytes(bytes));
    }

    /**
     * Which subprotocols we speak, the best first; of these the first that the peer speaks too is agreed on. If there
     * is none, the WebSocket is opened without.
     */
    public List<String> subprotocols() {
        return subprotocols;
    }

    /**
     * The same with these {@link #subprotocols}.
     *
     * @throws IllegalArgumentException if one is not a token
     */
    public WebSocketOptions withSubprotocols(String... subprotocols) {
        for (String subprotocol : subprotocols) {
            if (!FieldSyntax.isToken(subprotocol)) {
                throw new IllegalArgumentException("not the name of a subprotocol: " + subprotocol);
            }
        }
        List<String> all = List.of(subprotocols);
        return with(copy -> copy.subprotocols = all);
    }

    /** From which sites' pages it may be opened; servers only. */
    public OriginPolicy origins() {
        return origins;
    }

    /** The same with other {@link #origins}. */
    public WebSocketOptions withOrigins(OriginPolicy origins) {
        return with(copy -> copy.origins = origins);
    }

    /** How often a silent peer is asked for a sign of life; zero for never. */
    public Duration pingInterval() {
        return pingInterval;
    }

    /** How many pings without any answer make the peer count as gone. */
    public int missedPings() {
        return missedPings;
    }

    /**
     * The same with another {@link #pingInterval} and number of {@link #missedPings}.
     *
     * @throws IllegalArgumentException if the interval is negative, or the number not positive
     */
    public WebSocketOptions withHeartbeat(Duration pingInterval, int missedPings) {
        if (pingInterval.isNegative()) {
            throw new IllegalArgumentException("pingInterval is negative: " + pingInterval);
        }
        positive(missedPings, "missedPings");
        return with(copy -> {
            copy.pingInterval = pingInterval;
            copy.missedPings = missedPings;
        });
    }

    /** How many pings we answer in a second; a peer that sends more is cut off with 1008. */
    public int maxPingsPerSecond() {
        return maxPingsPerSecond;
    }

    /**
     * The same with another {@link #maxPingsPerSecond}.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public WebSocketOptions withMaxPingsPerSecond(int count) {
        positive(count, "maxPingsPerSecond");
        return with(copy -> copy.maxPingsPerSecond = count);
    }

    /** How many messages may wait for earlier ones to go out; one more fails at once. */
    public int maxWaitingSends() {
        return maxWaitingSends;
    }

    /**
     * The same with another {@link #maxWaitingSends}.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public WebSocketOptions withMaxWaitingSends(int count) {
        positive(count, "maxWaitingSends");
        return with(copy -> copy.maxWaitingSends = count);
    }

    /** How long the peer may take to answer that it closes, too. */
    public Duration closeTimeout() {
        return closeTimeout;
    }

    /**
     * The same with another {@link #closeTimeout}.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public WebSocketOptions withCloseTimeout(Duration timeout) {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("closeTimeout must be positive: " + timeout);
        }
        return with(copy -> copy.closeTimeout = timeout);
    }

    /** How much may wait for a peer that reads broadcasts too slowly. */
    public WebSocketBacklog backlog() {
        return backlog;
    }

    /** The same with another {@link #backlog}. */
    public WebSocketOptions withBacklog(WebSocketBacklog backlog) {
        return with(copy -> copy.backlog = backlog);
    }

    /** How messages are compressed if the peer agrees, or null if they are not. */
    public @Nullable WebSocketCompression compression() {
        return compression;
    }

    /** The same with messages compressed, if the peer agrees; null for no {@link #compression}. */
    public WebSocketOptions withCompression(@Nullable WebSocketCompression compression) {
        return with(copy -> copy.compression = compression);
    }

    private static void positive(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}
