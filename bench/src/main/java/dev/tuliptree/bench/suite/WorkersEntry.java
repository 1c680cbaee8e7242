package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Core;
import dev.tuliptree.bench.compare.Sample;
import dev.tuliptree.bench.load.Outcome;
import dev.tuliptree.bench.report.Curves;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A server with 1, 2, 4 and so on loops, up to the cores there are, on as many cores, which it shares with as many
 * loads: so all that is measured grows with the cores, and a machine needs no more of them than are measured.
 *
 * @param name whose it is
 * @param command what it is started as; {@code %N} stands for how many loops it has
 */
record WorkersEntry(String name, List<String> command) implements Entry {
    private static final Demand DEMAND = Demand.of("get", "/plaintext");
    private static final String AXIS = "workers";

    @Override
    public Taken take(String measure, Setting setting) throws IOException, InterruptedException {
        List<Sample> samples = new ArrayList<>();
        int cores = Runtime.getRuntime().availableProcessors();
        for (int count = 1; count <= cores; count *= 2) {
            List<Outcome> outcomes = load(count, setting);
            double perSecond = outcomes.stream().mapToDouble(Outcome::perSecond).sum();
            // Each load has watched the whole server.
            double busy = outcomes.stream()
                    .mapToDouble(outcome -> outcome.cpu().seconds() / outcome.seconds())
                    .average()
                    .orElse(0);
            samples.add(sample(measure + " answers", count, Sample.PER_SECOND, perSecond));
            samples.add(sample(measure + " CPU", count, Sample.CPU_MICROS, 1e6 * busy / perSecond));
        }
        return new Taken(samples, 0);
    }

    private List<Outcome> load(int count, Setting setting) throws IOException, InterruptedException {
        List<String> words = command.stream()
                .map(word -> word.replace("%N", Integer.toString(count)))
                .toList();
        String className = words.getFirst();
        Launch launch =
                Launch.ofClass(name, className, words.subList(1, words.size()).toArray(String[]::new));
        List<Process> loads = new ArrayList<>();
        try (Running server = Running.startAndWait(launch, it -> Core.pinToFirst(count, it), setting)) {
            List<String> load = DEMAND.command(server, setting.warm(), setting.seconds());
            for (int i = 0; i < count; i++) loads.add(LoadProcess.start(Core.pinToFirst(count, load)));
            List<Outcome> outcomes = new ArrayList<>();
            for (Process one : loads) outcomes.addAll(LoadProcess.finish(one));
            server.checkAlive();
            return outcomes;
        } finally {
            loads.forEach(Process::destroyForcibly);
        }
    }

    private Sample sample(String what, int workers, String unit, double value) {
        return new Sample(name, Curves.measure(what, workers, AXIS), unit, value);
    }
}
