package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Sample;
import dev.tuliptree.bench.load.Outcome;
import java.io.IOException;
import java.util.List;

/**
 * How much one connection that pipelines without end takes from 63 that wait for each answer. With its due share it
 * would take as much as one more of them: then all figures are 1.
 *
 * @param launch how the server is started
 */
record FairnessEntry(Launch launch) implements Entry {
    private static final Demand DEMAND = new Demand("load.Fairness", "get", "/plaintext", 64, 1, 0);

    @Override
    public String name() {
        return launch.name();
    }

    @Override
    public Taken take(String measure, Setting setting) throws IOException, InterruptedException {
        try (Running server = Running.startAndWait(launch, setting.measured(), setting)) {
            Watch watch = Watch.begin(setting, server);
            List<Outcome> outcomes = DEMAND.put(server, setting.warm(), setting);
            if (outcomes.size() != 3) throw new IOException("not three outcomes, but " + outcomes.size());
            Outcome alone = outcomes.get(0);
            Outcome beside = outcomes.get(1);
            double slower = alone.perSecond() / beside.perSecond();
            return new Taken(
                    List.of(
                            new Sample(name(), measure, Sample.TIMES, slower),
                            new Sample(name(), measure + " p50", Sample.TIMES, beside.p50() / alone.p50()),
                            new Sample(name(), measure + " p99", Sample.TIMES, beside.p99() / alone.p99()),
                            new Sample(name(), measure + " p99 beside", Sample.MICROS, beside.p99()),
                            new Sample(
                                    name(),
                                    measure + " pipelined answers",
                                    Sample.PER_SECOND,
                                    outcomes.get(2).perSecond())),
                    watch.others());
        }
    }
}
