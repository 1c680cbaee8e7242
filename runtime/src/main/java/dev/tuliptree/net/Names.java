package dev.tuliptree.net;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of what may be a name or an address already. */
final class Names {
    private Names() {}

    /** The addresses of a host; a checkpoint unless the host is given as an address. */
    static List<InetAddress> lookUp(String host, Resolver resolver) throws IOException {
        try {
            return List.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException notAnAddress) {
            return resolver.resolve(host);
        }
    }
}
