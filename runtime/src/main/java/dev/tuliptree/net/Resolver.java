package dev.tuliptree.net;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/**
 * Finds the addresses of names. {@link #ofLoop()} is used unless {@link ConnectOptions} say otherwise; programs may
 * bring their own, which asks another service, or knows the answers by heart. Loop thread only.
 */
@FunctionalInterface
public interface Resolver {
    /**
     * Finds the addresses of a name. Called in a task; may suspend, and should then be a checkpoint.
     *
     * @param name a host's name; never an address
     * @return its addresses, the preferred ones first; not empty
     * @throws java.net.UnknownHostException if there is no such name
     * @throws IOException if it cannot be found out
     */
    List<InetAddress> resolve(String name) throws IOException;

    /**
     * Asks the operating system, in a thread that is there for nothing else. If the task that waits is cancelled, it
     * goes at once; the thread is busy until the system answers.
     *
     * @return a resolver without memory
     */
    static Resolver ofSystem() {
        return SystemResolver.INSTANCE;
    }

    /**
     * The current loop's own: that of the system, remembering what it has found for ten seconds.
     *
     * @return a resolver, the same each time on the same loop
     */
    static Resolver ofLoop() {
        return CachingResolver.ofLoop();
    }
}
