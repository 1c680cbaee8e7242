package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Sample;
import dev.tuliptree.bench.load.Outcome;
import dev.tuliptree.bench.report.Curves;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that is loaded with more and more connections.
 *
 * @param server the server
 */
record ClimbEntry(ServerEntry server) implements Entry {
    private static final List<Integer> CONNECTIONS = List.of(1, 4, 16, 64, 256);
    private static final String AXIS = "connections";

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public Taken take(String measure, Setting setting) throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        double others = server.climb(CONNECTIONS, outcomes, setting);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            int count = CONNECTIONS.get(i);
            samples.add(sample(measure + " answers", count, Sample.PER_SECOND, outcome.perSecond()));
            samples.add(sample(measure + " p50", count, Sample.MICROS, outcome.p50()));
            samples.add(sample(measure + " p99", count, Sample.MICROS, outcome.p99()));
            samples.add(sample(measure + " p99.9", count, Sample.MICROS, outcome.p999()));
        }
        return new Taken(samples, others);
    }

    private Sample sample(String what, int connections, String unit, double value) {
        return new Sample(name(), Curves.measure(what, connections, AXIS), unit, value);
    }
}
