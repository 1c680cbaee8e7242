package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Sample;
import dev.tuliptree.bench.load.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How long answers take when requests come at a constant rate that the server can bear: half of its own peak, and half
 * of the lowest peak of all.
 *
 * @param launch how it is started
 * @param demand what is asked for
 * @param peaks the peaks of all
 */
record LatencyEntry(Launch launch, Demand demand, Peaks peaks) implements Entry {
    private static final double PART_OF_PEAK = 0.5;

    /** The part of the requests that must have been answered. */
    private static final double KEPT_UP = 0.95;

    private static final int ATTEMPTS = 3;

    @Override
    public String name() {
        return launch.name();
    }

    @Override
    public Taken take(String measure, Setting setting) throws IOException, InterruptedException {
        double own = peaks.of(name(), setting);
        double lowest = peaks.lowest(setting);
        try (Running server = Running.startAndWait(launch, setting.measured(), setting)) {
            demand.put(server, setting.warm(), setting); // Compiled for the peak, it is ready for less.
            Watch watch = Watch.begin(setting, server);
            List<Sample> samples = new ArrayList<>();
            samples.add(new Sample(name(), measure + " peak", Sample.PER_SECOND, own));
            add(samples, measure + " of own peak", PART_OF_PEAK * own, server, setting);
            add(samples, measure + " of lowest peak", PART_OF_PEAK * lowest, server, setting);
            return new Taken(samples, watch.others());
        }
    }

    private void add(List<Sample> samples, String measure, double rate, Running server, Setting setting)
            throws IOException, InterruptedException {
        Outcome outcome = keepUp(rate, server, setting);
        samples.add(new Sample(name(), measure + " p50", Sample.MICROS, outcome.p50()));
        samples.add(new Sample(name(), measure + " p99", Sample.MICROS, outcome.p99()));
        samples.add(new Sample(name(), measure + " p99.9", Sample.MICROS, outcome.p999()));
        samples.add(new Sample(name(), measure + " CPU", Sample.CPU_MICROS, outcome.cpuMicros()));
    }

    /** Times to answers say nothing when the load was another: then it is tried again, and not for ever. */
    private Outcome keepUp(double rate, Running server, Setting setting) throws IOException, InterruptedException {
        for (int left = ATTEMPTS; ; left--) {
            Outcome outcome =
                    demand.atRate(rate).put(server, setting.warm() / 2, setting).getFirst();
            if (outcome.perSecond() >= KEPT_UP * rate) return outcome;
            if (left == 1) {
                throw new IOException(
                        String.format("%.0f answers in a second to %.0f requests", outcome.perSecond(), rate));
            }
        }
    }
}
