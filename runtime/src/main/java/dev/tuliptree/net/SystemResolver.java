package dev.tuliptree.net;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.WorkerThreads;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks the operating system, or an engine that stands in for it: see {@link Resolver#ofSystem()}. */
final class SystemResolver implements Resolver {
    static final SystemResolver INSTANCE = new SystemResolver();

    private SystemResolver() {}

    @Override
    public List<InetAddress> resolve(String name) throws UnknownHostException {
        Checkpoint.throwIfCancelled();
        List<InetAddress> known = EventLoop.current().engine().lookUp(name);
        if (known != null) {
            Checkpoint.passTurn();
            return known;
        }
        return List.of(WorkerThreads.resolve(() -> InetAddress.getAllByName(name)));
    }
}
