package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Core;
import java.io.IOException;

/** Watches what others than a server take of its core. */
final class Watch {
    private final Core core;
    private final Running server;
    private final double busyBefore;
    private final double cpuBefore;
    private final long begin = System.nanoTime();

    private Watch(Core core, Running server) throws IOException {
        this.core = core;
        this.server = server;
        busyBefore = core.busySeconds();
        cpuBefore = server.cpuSeconds();
    }

    /** Begins to watch. */
    static Watch begin(Setting setting, Running server) throws IOException {
        return new Watch(setting.measured(), server);
    }

    /** Which share of the core others have taken so far, from 0 to 1. */
    double others() throws IOException {
        double wall = (System.nanoTime() - begin) / 1e9;
        double busy = core.busySeconds() - busyBefore;
        return Math.clamp((busy - (server.cpuSeconds() - cpuBefore)) / wall, 0, 1);
    }
}
