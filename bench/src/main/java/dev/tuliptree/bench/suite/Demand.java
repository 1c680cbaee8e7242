package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.load.Job;

/**
 * The load of a comparison of servers.
 *
 * @param loader the class that makes it
 * @param traffic what is sent
 * @param path where to
 * @param connections how many
 * @param depth requests sent at once on each
 */
record Demand(String loader, String traffic, String path, int connections, int depth) {
    private static final int CONNECTIONS = 64;

    /** One request after the other on each connection. */
    static Demand of(String traffic, String path) {
        return new Demand("load.Load", traffic, path, CONNECTIONS, 1);
    }

    /** One connection after the other, or TLS. */
    static Demand ofConnections(String traffic, int threads) {
        return new Demand("connections.Load", traffic, "/", threads, 1);
    }

    Demand withConnections(int count) {
        return new Demand(loader, traffic, path, count, depth);
    }

    Demand withDepth(int requests) {
        return new Demand(loader, traffic, path, connections, requests);
    }

    /** The same where nothing is known of paths: the outside peers serve one thing, at the root. */
    Demand atRoot() {
        return new Demand(loader, traffic, "/", connections, depth);
    }

    Job job(int port, long server, double warm, double seconds) {
        return new Job(traffic, port, path, connections, depth, warm, seconds, server);
    }
}
