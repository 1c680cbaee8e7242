package dev.tuliptree.http.client;

import dev.tuliptree.http.wire.HttpLimits;
import java.time.Duration;

/**
 * How a client treats servers.
 *
 * @param limits how much of a response's head, and how many chunks, it takes
 * @param maxBodyBytes the largest body that is read as a whole; a streamed one may be larger
 * @param connectTimeout how long connecting may take
 * @param responseTimeout from the request to the end of the response's head
 * @param stallTimeout how long the server may send nothing of a body, or read nothing of a request
 */
public record ClientOptions(
        HttpLimits limits, int maxBodyBytes, Duration connectTimeout, Duration responseTimeout, Duration stallTimeout) {

    /** {@link HttpLimits#DEFAULT}, bodies of 64 MiB, 10 s to connect, 60 s for a response, 30 s stalled. */
    public static final ClientOptions DEFAULT = new ClientOptions(
            HttpLimits.DEFAULT, 64 << 20, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(30));

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a number is negative or a timeout not positive
     */
    public ClientOptions {
        if (maxBodyBytes < 0) {
            throw new IllegalArgumentException("maxBodyBytes is negative");
        }
        if (!connectTimeout.isPositive() || !responseTimeout.isPositive() || !stallTimeout.isPositive()) {
            throw new IllegalArgumentException("a timeout must be positive");
        }
    }

    /** The same with other {@link #limits}. */
    public ClientOptions withLimits(HttpLimits limits) {
        return new ClientOptions(limits, maxBodyBytes, connectTimeout, responseTimeout, stallTimeout);
    }

    /** The same with another {@link #maxBodyBytes}. */
    public ClientOptions withMaxBodyBytes(int bytes) {
        return new ClientOptions(limits, bytes, connectTimeout, responseTimeout, stallTimeout);
    }

    /** The same with another {@link #connectTimeout}. */
    public ClientOptions withConnectTimeout(Duration timeout) {
        return new ClientOptions(limits, maxBodyBytes, timeout, responseTimeout, stallTimeout);
    }

    /** The same with another {@link #responseTimeout}. */
    public ClientOptions withResponseTimeout(Duration timeout) {
        return new ClientOptions(limits, maxBodyBytes, connectTimeout, timeout, stallTimeout);
    }

    /** The same with another {@link #stallTimeout}. */
    public ClientOptions withStallTimeout(Duration timeout) {
        return new ClientOptions(limits, maxBodyBytes, connectTimeout, responseTimeout, timeout);
    }
}
