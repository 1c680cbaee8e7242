package dev.tuliptree.net;

import dev.tuliptree.loop.WorkerThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of names. */
final class Names {
    private Names() {}

    /** The addresses of a host; suspends unless the host is given as an address. */
    static List<InetAddress> lookUp(String host) throws IOException {
        try {
            return List.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException notAnAddress) {
            return List.of(WorkerThreads.resolve(() -> InetAddress.getAllByName(host)));
        }
    }
}
