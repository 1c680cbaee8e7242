package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Run;
import dev.tuliptree.bench.compare.Sample;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client of a folder of peers, which measures itself.
 *
 * @param name whose it is
 * @param folder where it is started
 * @param command how; %U stands for the URL, %C for how many requests at a time, %W and %D for the seconds
 */
record OutsideClientEntry(String name, File folder, List<String> command) implements Entry {
    private static final Pattern FIGURES =
            Pattern.compile("client .* throughput (\\d+) req/s .*cpu_us_per_req ([\\d.]+).*");

    @Override
    public Taken take(String measure, Setting setting) throws IOException, InterruptedException {
        try (Running server = Running.startAndWait(ClientEntry.SERVER, setting.other(), setting)) {
            List<String> words = command.stream()
                    .map(word -> word.replace("%U", "http://127.0.0.1:" + server.port() + "/plaintext")
                            .replace("%C", Integer.toString(ClientEntry.CONNECTIONS))
                            .replace("%W", whole(setting.warm()))
                            .replace("%D", whole(setting.seconds())))
                    .toList();
            Run run = Run.of(words, folder, "1g", setting.measured());
            for (String line : run.lines()) {
                Matcher figures = FIGURES.matcher(line);
                if (!figures.matches()) continue;
                return new Taken(
                        List.of(
                                new Sample(name, measure, Sample.CPU_MICROS, Double.parseDouble(figures.group(2))),
                                new Sample(
                                        name,
                                        measure + " answers",
                                        Sample.PER_SECOND,
                                        Double.parseDouble(figures.group(1)))),
                        run.others());
            }
            throw new IOException(run.problem());
        }
    }

    /** Some take no fractions. */
    private static String whole(double seconds) {
        return Long.toString(Math.max(1, Math.round(seconds)));
    }
}
