package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.load.Outcome;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many answers a second servers give at most, measured when it is asked for the first time: with as many requests
 * under way as there are connections.
 */
final class Peaks {
    private final List<Launch> launches;
    private final Demand demand;
    private final Map<String, Double> perSecond = new LinkedHashMap<>();

    Peaks(List<Launch> launches, Demand demand) {
        this.launches = launches;
        this.demand = demand;
    }

    /** The peak of a server that takes part. */
    double of(String name, Setting setting) throws IOException, InterruptedException {
        measure(setting);
        Double peak = perSecond.get(name);
        if (peak == null) throw new IOException("its peak could not be measured");
        return peak;
    }

    /** The lowest peak of those who take part. */
    double lowest(Setting setting) throws IOException, InterruptedException {
        measure(setting);
        return perSecond.values().stream()
                .mapToDouble(peak -> peak)
                .min()
                .orElseThrow(() -> new IOException("no peak could be measured"));
    }

    private void measure(Setting setting) throws InterruptedException {
        if (!perSecond.isEmpty()) return;
        for (Launch launch : launches) {
            if (!setting.takesPart(launch.name())) continue;
            try (Running server = Running.startAndWait(launch, setting.measured(), setting)) {
                Outcome outcome = demand.put(server, setting.warm(), setting).getFirst();
                perSecond.put(launch.name(), outcome.perSecond());
                System.out.printf("peak of %s: %.0f a second%n", launch.name(), outcome.perSecond());
            } catch (IOException e) {
                System.out.println("no peak of " + launch.name() + ": " + e.getMessage());
            }
        }
    }
}
