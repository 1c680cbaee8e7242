package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.load.Job;
import dev.tuliptree.bench.load.Outcome;
import java.io.IOException;
import java.util.List;

/**
 * The load of a comparison of servers.
 *
 * @param loader the class that makes it
 * @param traffic what is sent
 * @param path where to
 * @param connections how many
 * @param depth requests sent at once on each
 * @param rate requests sent in a second on all, whatever has been answered; 0 where answers are waited for
 */
record Demand(String loader, String traffic, String path, int connections, int depth, double rate) {
    private static final int CONNECTIONS = 64;

    /** One request after the other on each connection. */
    static Demand of(String traffic, String path) {
        return new Demand("load.Load", traffic, path, CONNECTIONS, 1, 0);
    }

    /** One connection after the other, or TLS. */
    static Demand ofConnections(String traffic, int threads) {
        return new Demand("connections.Load", traffic, "/", threads, 1, 0);
    }

    Demand withConnections(int count) {
        return new Demand(loader, traffic, path, count, depth, rate);
    }

    Demand withDepth(int requests) {
        return new Demand(loader, traffic, path, connections, requests, rate);
    }

    /** The same requests at a constant rate, and latencies from when each was due. */
    Demand atRate(double perSecond) {
        return new Demand("load.Paced", traffic, path, connections, depth, perSecond);
    }

    /** The same where nothing is known of paths: the outside peers serve one thing, at the root. */
    Demand atRoot() {
        return new Demand(loader, traffic, "/", connections, depth, rate);
    }

    Job job(int port, long server, double warm, double seconds) {
        return new Job(traffic, port, path, connections, depth, rate, warm, seconds, server);
    }

    /** The command that makes the load. */
    List<String> command(Running server, double warm, double seconds) {
        Job job = job(server.port(), server.pid(), warm, seconds);
        return Launch.java(List.of("-XX:+UseSerialGC"), loader, job.words().toArray(String[]::new));
    }

    /**
     * Puts the load on a server, from the other core.
     *
     * @throws IOException as {@link LoadProcess#run} does, or if the server has ended
     */
    List<Outcome> put(Running server, double warm, Setting setting) throws IOException, InterruptedException {
        List<Outcome> outcomes = LoadProcess.run(setting.other().pin(command(server, warm, setting.seconds())));
        server.checkAlive();
        return outcomes;
    }
}
