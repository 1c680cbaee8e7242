package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.load.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Loads servers with more and more connections, and draws what they then do. */
public final class Climb {
    private static final List<Integer> CONNECTIONS = List.of(1, 4, 16, 64, 256);

    private Climb() {}

    /**
     * Draws throughput and latencies of the servers of one comparison.
     *
     * @param name what the files are called after
     * @param about what is measured
     * @param entries who takes part; those that are no servers are left out
     * @param setting the conditions
     * @param folder where the files go
     * @return the files; none if there are no servers
     * @throws IOException if the files cannot be written
     * @throws InterruptedException if the caller is interrupted
     */
    public static List<Path> draw(String name, String about, List<Entry> entries, Setting setting, Path folder)
            throws IOException, InterruptedException {
        Map<String, List<Outcome>> climbs = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (!(entry instanceof ServerEntry server)) continue;
            try {
                climbs.put(entry.name(), server.climb(CONNECTIONS, setting));
                System.out.println(name + " " + entry.name() + " done");
            } catch (IOException e) {
                System.out.println("left out: " + name + " " + entry.name() + ": " + e.getMessage());
            }
        }
        if (climbs.isEmpty()) return List.of();
        return List.of(
                write(folder, name + "-throughput", about + ": answers in a second", climbs, Outcome::perSecond),
                write(folder, name + "-p50", about + ": median latency, microseconds", climbs, Outcome::p50),
                write(folder, name + "-p99", about + ": latency of 99 in 100, microseconds", climbs, Outcome::p99));
    }

    private static Path write(
            Path folder, String file, String title, Map<String, List<Outcome>> climbs, ToDoubleFunction<Outcome> figure)
            throws IOException {
        Plot plot = new Plot(title, "connections");
        climbs.forEach((who, outcomes) -> {
            List<Plot.Point> points = new ArrayList<>();
            for (int i = 0; i < outcomes.size(); i++) {
                points.add(new Plot.Point(CONNECTIONS.get(i), figure.applyAsDouble(outcomes.get(i))));
            }
            plot.add(who, points);
        });
        return Files.writeString(folder.resolve(file + ".svg"), plot.svg());
    }
}
