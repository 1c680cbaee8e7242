package dev.tuliptree.http.client;

import dev.tuliptree.http.wire.HttpLimits;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How a session treats servers. Immutable: {@link #withTimeouts} and its like return another one. Good for any thread.
 *
 * <pre>{@code
 * var options = ClientOptions.DEFAULT.withTimeouts(ClientTimeouts.DEFAULT.withTotal(seconds(20)));
 * }</pre>
 */
public final class ClientOptions {
    /** 64 MiB for a body read as a whole, and the defaults of all else. */
    public static final ClientOptions DEFAULT = new ClientOptions();

    // Changed only in a copy that nobody else has seen yet.
    private HttpLimits limits = HttpLimits.DEFAULT;
    private int maxBodyBytes = 64 << 20;
    private ClientTimeouts timeouts = ClientTimeouts.DEFAULT;
    private PoolLimits pool = PoolLimits.DEFAULT;
    private Connector connector = Connector.direct();
    private Supplier<? extends ClientTrace> trace = () -> ClientTrace.NONE;

    private ClientOptions() {}

    private ClientOptions with(Consumer<ClientOptions> change) {
        ClientOptions copy = new ClientOptions();
        copy.limits = limits;
        copy.maxBodyBytes = maxBodyBytes;
        copy.timeouts = timeouts;
        copy.pool = pool;
        copy.connector = connector;
        copy.trace = trace;
        change.accept(copy);
        return copy;
    }

    /** How much of a response's head, and how many chunks, it takes. */
    public HttpLimits limits() {
        return limits;
    }

    /** The same with other {@link #limits}. */
    public ClientOptions withLimits(HttpLimits limits) {
        return with(copy -> copy.limits = limits);
    }

    /** The largest body that is read as a whole; a streamed one may be larger. */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    /**
     * The same with another {@link #maxBodyBytes}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public ClientOptions withMaxBodyBytes(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("maxBodyBytes is negative");
        }
        return with(copy -> copy.maxBodyBytes = bytes);
    }

    /** How long it waits. */
    public ClientTimeouts timeouts() {
        return timeouts;
    }

    /** The same with other {@link #timeouts}. */
    public ClientOptions withTimeouts(ClientTimeouts timeouts) {
        return with(copy -> copy.timeouts = timeouts);
    }

    /** How many connections it keeps. */
    public PoolLimits pool() {
        return pool;
    }

    /** The same with other limits of its {@link #pool}. */
    public ClientOptions withPool(PoolLimits limits) {
        return with(copy -> copy.pool = limits);
    }

    /** What opens its connections. */
    public Connector connector() {
        return connector;
    }

    /** The same with another {@link #connector}. */
    public ClientOptions withConnector(Connector connector) {
        return with(copy -> copy.connector = connector);
    }

    /** What makes the object that is told of a request. */
    public Supplier<? extends ClientTrace> trace() {
        return trace;
    }

    /** The same with another maker of {@link #trace} objects. */
    public ClientOptions withTrace(Supplier<? extends ClientTrace> trace) {
        return with(copy -> copy.trace = trace);
    }
}
