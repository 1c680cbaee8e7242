package dev.tuliptree.engine;

/**
 * How a listening socket is opened.
 *
 * @param backlog how many connections may wait to be accepted; the system may lower it
 * @param reuseAddress whether the address may be taken while old connections on it linger
 * @param reusePort whether several listeners may share the address and divide its connections
 */
public record ListenOptions(int backlog, boolean reuseAddress, boolean reusePort) {
    /** A backlog of 4,096, the address reused, the port not shared. */
    public static final ListenOptions DEFAULT = new ListenOptions(4096, true, false);

    /**
     * The same with another backlog.
     *
     * @param backlog how many connections may wait to be accepted
     * @return the options
     */
    public ListenOptions backlog(int backlog) {
        return new ListenOptions(backlog, reuseAddress, reusePort);
    }

    /**
     * The same with the port shared or not.
     *
     * @param reusePort whether several listeners may share the address
     * @return the options
     */
    public ListenOptions reusePort(boolean reusePort) {
        return new ListenOptions(backlog, reuseAddress, reusePort);
    }
}
