package dev.tuliptree.testing;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What the way from one host of a {@link SimulatedNetwork} to another is like.
 *
 * @param latency how long a packet takes at least
 * @param jitter how much longer it may take; packets of one connection stay in order, datagrams may not
 * @param bytesPerSecond how much passes in a second, shared by all that goes this way; 0 for no limit
 * @param buffer how many bytes of a connection may be written and not yet read by the peer, in each direction; also how
 *     many bytes of datagrams may wait to be received, with room for one of the longest at least
 * @param streams what happens to connections
 * @param datagrams what happens to datagrams
 */
public record LinkConditions(
        Duration latency,
        Duration jitter,
        long bytesPerSecond,
        int buffer,
        StreamFaults streams,
        DatagramFaults datagrams) {
    /** How much a connection holds unless something else is asked for: 64 KiB. */
    public static final int DEFAULT_BUFFER = 64 * 1024;

    /** Everything arrives at once, as it was sent. */
    public static final LinkConditions IDEAL =
            new LinkConditions(Duration.ZERO, Duration.ZERO, 0, DEFAULT_BUFFER, StreamFaults.NONE, DatagramFaults.NONE);

    /** Checks the values. */
    public LinkConditions {
        if (latency.isNegative() || jitter.isNegative() || bytesPerSecond < 0) {
            throw new IllegalArgumentException("a link has no negative latency, jitter or bandwidth");
        }
        if (buffer < 1) throw new IllegalArgumentException("a connection holds at least one byte, not " + buffer);
    }

    /**
     * Draws conditions in which everything may happen that TCP allows, and that programs must not notice but by the
     * time it takes: delays from none to 200 ms, from 10 KB a second up, buffers from 4 KiB, packets cut, lost and sent
     * again. Each kind of fault is absent in some draws, seldom in others and frequent in others. Datagrams may be
     * lost, come twice or late.
     *
     * @param random what draws
     * @return the conditions
     */
    public static LinkConditions rough(RandomGenerator random) {
        long latency = random.nextInt(4) == 0 ? 0 : Chance.ofAnySize(random, 50_000, 200_000_000);
        long bandwidth = random.nextBoolean() ? 0 : Chance.ofAnySize(random, 10_000, 100_000_000);
        StreamFaults streams = new StreamFaults(
                Chance.drawn(random, 0.1, 0.7),
                Chance.drawn(random, 0.1, 0.7),
                Chance.drawn(random, 0.1, 0.7),
                Chance.drawn(random, 0.02, 0.3),
                Chance.drawn(random, 0.005, 0.05),
                0,
                0);
        DatagramFaults datagrams = new DatagramFaults(
                Chance.drawn(random, 0.02, 0.2), Chance.drawn(random, 0.02, 0.2), Chance.drawn(random, 0.02, 0.2));
        return new LinkConditions(
                Duration.ofNanos(latency),
                Duration.ofNanos(latency == 0 ? 0 : random.nextLong(latency)),
                bandwidth,
                (int) Chance.ofAnySize(random, 4_096, 256 * 1024),
                streams,
                datagrams);
    }

    /**
     * As {@link #rough}, and beyond that connections are refused and reset: programs are to notice, with an
     * {@link java.io.IOException}, and to go on.
     *
     * @param random what draws
     * @return the conditions
     */
    public static LinkConditions hostile(RandomGenerator random) {
        LinkConditions rough = rough(random);
        return rough.streams(
                rough.streams.refused(Chance.drawn(random, 0.05, 0.3)).reset(Chance.drawn(random, 0.01, 0.1)));
    }

    /**
     * The same with other delays.
     *
     * @param latency how long a packet takes at least
     * @param jitter how much longer it may take
     * @return the conditions
     */
    public LinkConditions latency(Duration latency, Duration jitter) {
        return new LinkConditions(latency, jitter, bytesPerSecond, buffer, streams, datagrams);
    }

    /**
     * The same with another bandwidth.
     *
     * @param bytesPerSecond how much passes in a second; 0 for no limit
     * @return the conditions
     */
    public LinkConditions bytesPerSecond(long bytesPerSecond) {
        return new LinkConditions(latency, jitter, bytesPerSecond, buffer, streams, datagrams);
    }

    /**
     * The same with other buffers, for connections that are made from now on.
     *
     * @param buffer how many bytes of a connection may be written and not yet read
     * @return the conditions
     */
    public LinkConditions buffer(int buffer) {
        return new LinkConditions(latency, jitter, bytesPerSecond, buffer, streams, datagrams);
    }

    /**
     * The same with other faults of connections.
     *
     * @param streams what happens to connections
     * @return the conditions
     */
    public LinkConditions streams(StreamFaults streams) {
        return new LinkConditions(latency, jitter, bytesPerSecond, buffer, streams, datagrams);
    }

    /**
     * The same with other faults of datagrams.
     *
     * @param datagrams what happens to datagrams
     * @return the conditions
     */
    public LinkConditions datagrams(DatagramFaults datagrams) {
        return new LinkConditions(latency, jitter, bytesPerSecond, buffer, streams, datagrams);
    }
}
