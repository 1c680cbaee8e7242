package dev.tuliptree.net;

import dev.tuliptree.loop.WorkerThreads;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks the operating system: see {@link Resolver#ofSystem()}. */
final class SystemResolver implements Resolver {
    static final SystemResolver INSTANCE = new SystemResolver();

    private SystemResolver() {}

    @Override
    public List<InetAddress> resolve(String name) throws UnknownHostException {
        return List.of(WorkerThreads.resolve(() -> InetAddress.getAllByName(name)));
    }
}
