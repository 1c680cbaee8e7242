package dev.tuliptree.testing;

/**
 * How likely it is, from 0 to 1 each time, that something happens to a datagram in a {@link SimulatedNetwork}.
 *
 * @param lost that it never comes
 * @param duplicated that it comes twice
 * @param delayed that it is held back for several times the latency, or a millisecond, so that later ones may come
 *     first
 */
public record DatagramFaults(double lost, double duplicated, double delayed) {
    /** None. */
    public static final DatagramFaults NONE = new DatagramFaults(0, 0, 0);

    /** Checks the chances. */
    public DatagramFaults {
        Chance.require("lost", lost);
        Chance.require("duplicated", duplicated);
        Chance.require("delayed", delayed);
    }
}
