package dev.tuliptree.bench;

import dev.tuliptree.bench.compare.Core;
import dev.tuliptree.bench.compare.Json;
import dev.tuliptree.bench.compare.Results;
import dev.tuliptree.bench.compare.Table;
import dev.tuliptree.bench.report.Curves;
import dev.tuliptree.bench.report.Kept;
import dev.tuliptree.bench.report.Report;
import dev.tuliptree.bench.servers.Content;
import dev.tuliptree.bench.suite.Catalogue;
import dev.tuliptree.bench.suite.Comparison;
import dev.tuliptree.bench.suite.Conditions;
import dev.tuliptree.bench.suite.Entry;
import dev.tuliptree.bench.suite.OutsidePeers;
import dev.tuliptree.bench.suite.Rounds;
import dev.tuliptree.bench.suite.Setting;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
            names = "--keep",
            description = "keeps the figures of each comparison in bench/results/NAME.json, in place of what is there")
    private boolean keep;

    @Option(
            names = "--report",
            description = "instead, writes the tables of BENCHMARKS.md, and pictures, from what has been kept")
    private boolean report;

    @Option(
            names = "--plot",
            paramLabel = "DIR",
            description = "instead, loads each server with more and more connections, and draws what it does")
    private @Nullable Path plot;

    private final Path root = Path.of(System.getProperty("tuliptree.bench.root", "."));
    private List<String> arguments = List.of();

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
        Bench bench = new Bench();
        bench.arguments = List.of(arguments);
        CommandLine line = new CommandLine(bench);
        line.setExecutionExceptionHandler((failure, _, _) -> {
            System.err.println("tuliptree bench: " + failure.getMessage());
            return failure instanceof IllegalArgumentException ? 2 : 1;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (report) return writeReport();
        File scripts = root.resolve("bench/src/main/python").toFile();
        Optional<OutsidePeers> outside = peers == null ? Optional.empty() : Optional.of(OutsidePeers.in(peers));
        Catalogue catalogue = new Catalogue(heap, scripts, outside);
        List<Comparison> chosen = catalogue.named(names);
        if (list) {
            list(chosen, catalogue);
            return 0;
        }
        Setting setting = setting();
        if (!Core.canPin()) System.out.println("no taskset here: the system puts programs on whatever core it likes");
        if (plot != null)
            return plot(plot, chosen.stream().map(Comparison::climbing).toList(), setting);
        Rounds taken = new Rounds(rounds, setting);
        taken.run(chosen);
        Table.print(taken.all(), System.out);
        taken.skipped().forEach((what, why) -> System.out.println("left out: " + what + ": " + why));
        System.out.printf(
                "%d runs on core %d; during %d of them others took more than %.0f%% of it%n",
                taken.runs(), setting.measured().number(), taken.disturbed(), Rounds.DISTURBED * 100);
        Map<String, String> conditions = Conditions.of(setting, taken, rounds);
        if (json != null) Files.writeString(json, Json.of(taken.all(), conditions, taken.skipped()));
        if (keep) keep(taken, conditions);
        return taken.skipped().keySet().stream().anyMatch(what -> what.endsWith(" " + Results.OURS)) ? 1 : 0;
    }

    private int writeReport() throws IOException {
        List<Path> written = Report.of(root).write();
        written.forEach(file -> System.out.println("wrote " + root.relativize(file)));
        if (written.isEmpty()) System.out.println("BENCHMARKS.md is what the figures give");
        return 0;
    }

    private Setting setting() throws IOException {
        if (cores.size() != 2) throw new IllegalArgumentException("--cores takes two numbers: 0,1");
        if (rounds < 1 || seconds <= 0 || warm < 0) {
            throw new IllegalArgumentException("--rounds and --seconds must be positive, and --warm not negative");
        }
        return new Setting(
                new Core(cores.getFirst()), new Core(cores.getLast()), warm, seconds, heap, Content.newFolder(), only);
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

    private void keep(Rounds taken, Map<String, String> conditions) throws IOException {
        Path folder = Files.createDirectories(root.resolve(Report.FOLDER));
        for (Map.Entry<Comparison, Results> one : taken.byComparison().entrySet()) {
            Comparison comparison = one.getKey();
            Map<String, String> described = new LinkedHashMap<>(conditions);
            described.put(Kept.ABOUT, comparison.about());
            described.put("command", "./tuliptree bench " + commandLine());
            Map<String, String> skipped = new LinkedHashMap<>(taken.skipped());
            skipped.keySet().removeIf(what -> !what.startsWith(comparison.name() + " "));
            Path file = folder.resolve(comparison.name() + Kept.SUFFIX);
            Files.writeString(file, Json.of(one.getValue(), described, skipped));
            System.out.println("kept in " + root.relativize(file));
        }
        System.out.println("./tuliptree bench --report writes BENCHMARKS.md from what is kept");
    }

    /** As it would have to be typed again. */
    private String commandLine() {
        return arguments.stream()
                .map(word -> word.matches("[\\w./,=-]+") ? word : "'" + word + "'")
                .collect(Collectors.joining(" "));
    }

    private static int plot(Path folder, List<Comparison> climbs, Setting setting)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Rounds taken = new Rounds(1, setting);
        taken.run(climbs);
        for (Map.Entry<Comparison, Results> one : taken.byComparison().entrySet()) {
            Comparison climb = one.getKey();
            Map<String, String> pictures = Curves.draw(one.getValue(), climb.name(), climb.about());
            for (Map.Entry<String, String> picture : pictures.entrySet()) {
                Path file = folder.resolve(Curves.fileName(picture.getKey()));
                System.out.println("wrote " + Files.writeString(file, picture.getValue()));
            }
        }
        return 0;
    }
}
