package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Run;
import dev.tuliptree.bench.compare.Sample;
import dev.tuliptree.bench.load.Job;
import dev.tuliptree.bench.load.Outcome;
import java.io.File;
import java.io.IOException;
import java.util.List;

/**
 * A client that asks a server, the same for all, whose time does not count.
 *
 * @param name whose it is
 * @param className its class
 */
record ClientEntry(String name, String className) implements Entry {
    static final int CONNECTIONS = 64;
    static final Launch SERVER = Launch.ofClass("server", "others.NettyHttp", "%P", Launches.NETTY_BEST, "%F");

    @Override
    public Taken take(String measure, Setting setting) throws IOException, InterruptedException {
        try (Running server = Running.startAndWait(SERVER, setting.other(), setting)) {
            Job job = Demand.of("get", "/plaintext")
                    .withConnections(CONNECTIONS)
                    .job(server.port(), server.pid(), setting.warm(), setting.seconds());
            Run run = Run.of(
                    Launch.java(List.of(), className, job.words().toArray(String[]::new)),
                    new File("."),
                    setting.heap(),
                    setting.measured());
            Outcome outcome = run.lines().stream()
                    .flatMap(line -> Outcome.parse(line).stream())
                    .findFirst()
                    .orElseThrow(() -> new IOException(run.problem()));
            return new Taken(
                    List.of(
                            new Sample(name, measure, Sample.CPU_MICROS, outcome.cpuMicros()),
                            new Sample(name, measure + " answers", Sample.PER_SECOND, outcome.perSecond())),
                    run.others());
        }
    }
}
