package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Sample;
import dev.tuliptree.bench.load.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A server under load. Each connection's first answers are compared to the last byte, as are all that follow.
 *
 * @param launch how it is started
 * @param demand the load
 */
record ServerEntry(Launch launch, Demand demand) implements Entry {
    private static final int WARMING_CONNECTIONS = 16;

    @Override
    public String name() {
        return launch.name();
    }

    @Override
    public Taken take(String measure, Setting setting) throws IOException, InterruptedException {
        try (Running server = Running.startAndWait(launch, setting.measured(), setting)) {
            Watch watch = Watch.begin(setting, server);
            Outcome outcome = load(server, setting, setting.warm());
            return new Taken(samples(measure, outcome), watch.others());
        }
    }

    private Outcome load(Running server, Setting setting, double warm) throws IOException, InterruptedException {
        return demand.put(server, warm, setting).getFirst();
    }

    private List<Sample> samples(String measure, Outcome outcome) {
        List<Sample> samples = new ArrayList<>();
        samples.add(new Sample(name(), measure, Sample.CPU_MICROS, outcome.cpuMicros()));
        if (!Double.isNaN(outcome.userMicros())) {
            samples.add(new Sample(name(), measure + " user", Sample.CPU_MICROS, outcome.userMicros()));
        }
        samples.add(new Sample(name(), measure + " answers", Sample.PER_SECOND, outcome.perSecond()));
        samples.add(new Sample(name(), measure + " p99", Sample.MICROS, outcome.p99()));
        return samples;
    }

    /**
     * Loads one server with more and more connections.
     *
     * @param connections how many, one after the other
     * @param outcomes where what came of each is added
     * @return which share of the core others took meanwhile
     * @throws IOException as {@link #take} does
     * @throws InterruptedException if the caller is interrupted
     */
    double climb(List<Integer> connections, List<Outcome> outcomes, Setting setting)
            throws IOException, InterruptedException {
        try (Running server = Running.startAndWait(launch, setting.measured(), setting)) {
            with(WARMING_CONNECTIONS).load(server, setting, setting.warm());
            Watch watch = Watch.begin(setting, server);
            for (int count : connections) outcomes.add(with(count).load(server, setting, setting.warm() / 2));
            return watch.others();
        }
    }

    private ServerEntry with(int connections) {
        return new ServerEntry(launch, demand.withConnections(connections));
    }
}
