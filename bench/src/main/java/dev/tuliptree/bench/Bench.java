package dev.tuliptree.bench;

import dev.tuliptree.bench.compare.Core;
import dev.tuliptree.bench.compare.Json;
import dev.tuliptree.bench.compare.Results;
import dev.tuliptree.bench.compare.Sample;
import dev.tuliptree.bench.compare.Table;
import dev.tuliptree.bench.servers.Content;
import dev.tuliptree.bench.suite.Catalogue;
import dev.tuliptree.bench.suite.Climb;
import dev.tuliptree.bench.suite.Comparison;
import dev.tuliptree.bench.suite.Entry;
import dev.tuliptree.bench.suite.OutsidePeers;
import dev.tuliptree.bench.suite.Setting;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Has ours and others do the same in turn, each alone on one core of the machine and what they talk to on another, and
 * prints a table: medians, spreads, ratios to ours, and which of our goals are met. Ratios within one run are what
 * counts; the figures themselves change with the machine and the hour.
 */
@Command(
        name = "./tuliptree bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares Tuliptree with others. Nothing else should run on the machine meanwhile.")
public final class Bench implements Callable<Integer> {
    /** When others take more of the core than this, a figure is not to be trusted. */
    private static final double DISTURBED = 0.05;

    @Parameters(paramLabel = "NAME", description = "what to compare, as --list has it; all if none is named")
    private List<String> names = List.of();

    @Option(names = "--list", description = "lists what can be compared, and who takes part")
    private boolean list;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "how often everything is measured, another beginning each time (${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--only", paramLabel = "REGEX", description = "those whose names it finds; tuliptree always")
    private Pattern only = Pattern.compile("");

    @Option(
            names = "--peers",
            paramLabel = "DIR",
            description = "a folder with micros.tsv, peers.tsv, clients.tsv and other runtimes' programs, built")
    private @Nullable Path peers;

    @Option(
            names = "--warm",
            paramLabel = "SECONDS",
            description = "load before anything is counted (${DEFAULT-VALUE})")
    private double warm = 8;

    @Option(names = "--seconds", paramLabel = "SECONDS", description = "how long it is counted (${DEFAULT-VALUE})")
    private double seconds = 5;

    @Option(
            names = "--cores",
            split = ",",
            arity = "1",
            paramLabel = "CORE",
            description =
                    "the core of what is measured, and the core of what it talks to; the first and the last if not given")
    private List<Integer> cores = List.of(0, Runtime.getRuntime().availableProcessors() - 1);

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description = "the heap of programs that measure themselves (${DEFAULT-VALUE})")
    private String heap = "4g";

    @Option(names = "--json", paramLabel = "FILE", description = "writes the figures there, too")
    private @Nullable Path json;

    @Option(
            names = "--plot",
            paramLabel = "DIR",
            description = "instead, loads each server with more and more connections, and draws what it does")
    private @Nullable Path plot;

    private final Results results = new Results();
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private int runs;
    private int disturbed;

    private Bench() {}

    /**
     * Runs the command, and ends the process.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        // Nothing that was started is left, however this ends.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
        CommandLine line = new CommandLine(new Bench());
        line.setExecutionExceptionHandler((failure, _, _) -> {
            System.err.println("tuliptree bench: " + failure.getMessage());
            return failure instanceof IllegalArgumentException ? 2 : 1;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        File scripts = new File(System.getProperty("tuliptree.bench.scripts", "bench/src/main/python"));
        Optional<OutsidePeers> outside = peers == null ? Optional.empty() : Optional.of(OutsidePeers.in(peers));
        Catalogue catalogue = new Catalogue(heap, scripts, outside);
        List<Comparison> chosen = catalogue.named(names);
        if (list) {
            list(chosen, catalogue);
            return 0;
        }
        Setting setting = setting();
        if (!Core.canPin()) System.out.println("no taskset here: the system puts programs on whatever core it likes");
        if (plot != null) return plot(plot, chosen, setting);
        for (int round = 0; round < rounds; round++) {
            for (Comparison comparison : chosen) {
                for (Entry entry : rotated(comparison, round)) take(comparison, entry, setting, round);
            }
        }
        Table.print(results, System.out);
        skipped.forEach((what, why) -> System.out.println("left out: " + what + ": " + why));
        System.out.printf(
                "%d runs on core %d; during %d of them others took more than %.0f%% of it%n",
                runs, setting.measured().number(), disturbed, DISTURBED * 100);
        if (json != null) Files.writeString(json, Json.of(results, conditions(setting), skipped));
        return skipped.keySet().stream().anyMatch(what -> what.endsWith(" " + Results.OURS)) ? 1 : 0;
    }

    private Setting setting() throws IOException {
        if (cores.size() != 2) throw new IllegalArgumentException("--cores takes two numbers: 0,1");
        if (rounds < 1 || seconds <= 0 || warm < 0) {
            throw new IllegalArgumentException("--rounds and --seconds must be positive, and --warm not negative");
        }
        return new Setting(
                new Core(cores.getFirst()), new Core(cores.getLast()), warm, seconds, heap, Content.newFolder());
    }

    private static void list(List<Comparison> chosen, Catalogue catalogue) {
        for (Comparison comparison : chosen) {
            System.out.printf("%-12s %s%n", comparison.name(), comparison.about());
            String entries = String.join(
                    ", ", comparison.entries().stream().map(Entry::name).toList());
            System.out.printf("%-12s   %s%n", "", entries);
        }
        catalogue
                .groups()
                .forEach((name, members) -> System.out.printf("%-12s = %s%n", name, String.join(", ", members)));
    }

    /** In another order each round, so that the machine's moods hit all alike. */
    private List<Entry> rotated(Comparison comparison, int round) {
        List<Entry> entries = new ArrayList<>(comparison.entries());
        entries.removeIf(entry -> !entry.name().equals(Results.OURS)
                && !only.matcher(entry.name()).find());
        Collections.rotate(entries, -round * Math.max(1, entries.size() / rounds));
        return entries;
    }

    private void take(Comparison comparison, Entry entry, Setting setting, int round) throws InterruptedException {
        String what = comparison.name() + " " + entry.name();
        if (skipped.containsKey(what)) return;
        Entry.Taken taken;
        try {
            taken = entry.take(comparison.name(), setting);
        } catch (IOException e) {
            skipped.put(what, String.valueOf(e.getMessage()));
            System.out.println("round " + (round + 1) + "  " + what + "  left out: " + e.getMessage());
            return;
        }
        runs++;
        boolean shared = taken.others() > DISTURBED;
        if (shared) disturbed++;
        StringBuilder line = new StringBuilder("round " + (round + 1) + "  " + what);
        for (Sample sample : taken.samples()) {
            results.add(sample);
            line.append(String.format("  %s %.2f %s", sample.measure(), sample.value(), sample.unit()));
        }
        if (shared) line.append(String.format("  (others took %.0f%% of the core)", taken.others() * 100));
        System.out.println(line);
    }

    private int plot(Path folder, List<Comparison> chosen, Setting setting) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (Comparison comparison : chosen) {
            List<Entry> entries = rotated(comparison, 0);
            for (Path file : Climb.draw(comparison.name(), comparison.about(), entries, setting, folder)) {
                System.out.println("wrote " + file);
            }
        }
        return 0;
    }

    private Map<String, String> conditions(Setting setting) {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("time", Instant.now().toString());
        conditions.put("java", Runtime.version().toString());
        conditions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        conditions.put(
                "cores", setting.measured().number() + "," + setting.other().number());
        conditions.put("pinned", Boolean.toString(Core.canPin()));
        conditions.put("rounds", Integer.toString(rounds));
        conditions.put("warm", Double.toString(warm));
        conditions.put("seconds", Double.toString(seconds));
        conditions.put("runs", Integer.toString(runs));
        conditions.put("disturbed", Integer.toString(disturbed));
        return conditions;
    }
}
