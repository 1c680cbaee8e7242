package dev.tuliptree.http.client;

import java.time.Duration;

/**
 * How long a client waits, for each phase of a request. Which one ran out is what {@link ClientTimeoutException#phase}
 * says. All is measured by the loop's clock; zero means for ever.
 *
 * @param total from {@link ClientRequest#send} to the end of the body, with all redirects and repetitions. What the
 *     request waits for a connection of the pool does not count: that is not the server's fault
 * @param pool how long it may wait for a connection to become free
 * @param connect how long connecting may take, finding the address and the handshake of TLS included
 * @param write how long the server may read nothing of the request
 * @param response from the end of the request to the end of the response's head
 * @param read how long the server may send nothing of the response's body
 */
public record ClientTimeouts(
        Duration total, Duration pool, Duration connect, Duration write, Duration response, Duration read) {

    /** No limit in all, 60 s for the pool, 10 s to connect, 30 s to write, 60 s for a response, 30 s to read. */
    public static final ClientTimeouts DEFAULT = new ClientTimeouts(
            Duration.ZERO,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30));

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public ClientTimeouts {
        if (total.isNegative() || pool.isNegative() || connect.isNegative()) {
            throw new IllegalArgumentException("a timeout is negative");
        }
        if (write.isNegative() || response.isNegative() || read.isNegative()) {
            throw new IllegalArgumentException("a timeout is negative");
        }
    }

    /** The same with another {@link #total}. */
    public ClientTimeouts withTotal(Duration time) {
        return new ClientTimeouts(time, pool, connect, write, response, read);
    }

    /** The same with another time for the {@link #pool}. */
    public ClientTimeouts withPool(Duration time) {
        return new ClientTimeouts(total, time, connect, write, response, read);
    }

    /** The same with another time to {@link #connect}. */
    public ClientTimeouts withConnect(Duration time) {
        return new ClientTimeouts(total, pool, time, write, response, read);
    }

    /** The same with another time to {@link #write}. */
    public ClientTimeouts withWrite(Duration time) {
        return new ClientTimeouts(total, pool, connect, time, response, read);
    }

    /** The same with another time for the {@link #response}. */
    public ClientTimeouts withResponse(Duration time) {
        return new ClientTimeouts(total, pool, connect, write, time, read);
    }

    /** The same with another time to {@link #read}. */
    public ClientTimeouts withRead(Duration time) {
        return new ClientTimeouts(total, pool, connect, write, response, time);
    }
}
