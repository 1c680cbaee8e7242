package dev.tuliptree.engine;

/**
 * How a socket for datagrams is opened.
 *
 * @param reuseAddress whether several sockets may receive at the same address and port, as those of one multicast group
 *     on one machine do
 */
public record DatagramOptions(boolean reuseAddress) {
    /** An address of its own. */
    public static final DatagramOptions DEFAULT = new DatagramOptions(false);

    /**
     * The same with the address shared or not.
     *
     * @param reuseAddress whether several sockets may receive there
     * @return the options
     */
    public DatagramOptions reuseAddress(boolean reuseAddress) {
        return new DatagramOptions(reuseAddress);
    }
}
