package dev.tuliptree.testing;

/**
 * How likely it is, from 0 to 1 each time, that something happens to a connection of a {@link SimulatedNetwork}. All
 * but the last two are within what TCP promises: bytes come later, or cut otherwise, and they come.
 *
 * @param split that what one write took is cut at some place, and then again, so that its pieces arrive one by one
 * @param shortWrite that a write takes a part although there is room for all
 * @param shortRead that a read gives a part although more has arrived
 * @param falseAlarm that somebody who waits to read, or to accept, is told too early
 * @param lost that a packet is lost, and sent again after a while
 * @param refused that a connection attempt is refused although somebody listens
 * @param reset that a packet with bytes breaks the connection, which both ends hear as a reset
 */
public record StreamFaults(
        double split,
        double shortWrite,
        double shortRead,
        double falseAlarm,
        double lost,
        double refused,
        double reset) {
    /** None. */
    public static final StreamFaults NONE = new StreamFaults(0, 0, 0, 0, 0, 0, 0);

    /** Checks the chances. */
    public StreamFaults {
        Chance.require("split", split);
        Chance.require("shortWrite", shortWrite);
        Chance.require("shortRead", shortRead);
        Chance.require("falseAlarm", falseAlarm);
        Chance.require("lost", lost);
        Chance.require("refused", refused);
        Chance.require("reset", reset);
        if (split == 1 || lost == 1) throw new IllegalArgumentException("split and lost must be less than 1");
    }

    /**
     * The same with attempts to connect refused.
     *
     * @param refused how likely, from 0 to 1
     * @return the faults
     */
    public StreamFaults refused(double refused) {
        return new StreamFaults(split, shortWrite, shortRead, falseAlarm, lost, refused, reset);
    }

    /**
     * The same with connections broken.
     *
     * @param reset how likely for each packet with bytes, from 0 to 1
     * @return the faults
     */
    public StreamFaults reset(double reset) {
        return new StreamFaults(split, shortWrite, shortRead, falseAlarm, lost, refused, reset);
    }
}
