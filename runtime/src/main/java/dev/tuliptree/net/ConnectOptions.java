package dev.tuliptree.net;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is opened.
 *
 * @param resolver who finds the addresses of a name; null for {@link Resolver#ofLoop()}
 * @param stagger how long each attempt goes ahead of the next, see {@link HappyEyeballs}
 * @param localAddress what to connect from, port 0 for any; null leaves it to the system
 * @param keepAlive whether the system probes the connection while it is idle
 */
public record ConnectOptions(
        @Nullable Resolver resolver,
        Duration stagger,
        @Nullable InetSocketAddress localAddress,
        boolean keepAlive) {
    /** The loop's resolver, a stagger of 250 ms, from any address, no probes. */
    public static final ConnectOptions DEFAULT = new ConnectOptions(null, HappyEyeballs.STAGGER, null, false);

    /** Checks the values. */
    public ConnectOptions {
        if (stagger.isNegative()) throw new IllegalArgumentException("the stagger cannot be " + stagger);
    }

    /**
     * The same with another resolver.
     *
     * @param resolver who finds the addresses of a name
     * @return the options
     */
    public ConnectOptions resolver(Resolver resolver) {
        return new ConnectOptions(resolver, stagger, localAddress, keepAlive);
    }

    /**
     * The same with another stagger.
     *
     * @param stagger how long each attempt goes ahead of the next
     * @return the options
     */
    public ConnectOptions stagger(Duration stagger) {
        return new ConnectOptions(resolver, stagger, localAddress, keepAlive);
    }

    /**
     * The same from another address. Only hosts of its family can be reached.
     *
     * @param localAddress what to connect from, port 0 for any
     * @return the options
     */
    public ConnectOptions localAddress(InetSocketAddress localAddress) {
        return new ConnectOptions(resolver, stagger, localAddress, keepAlive);
    }

    /**
     * The same with probes of idle connections or without.
     *
     * @param keepAlive whether the system probes
     * @return the options
     */
    public ConnectOptions keepAlive(boolean keepAlive) {
        return new ConnectOptions(resolver, stagger, localAddress, keepAlive);
    }
}
