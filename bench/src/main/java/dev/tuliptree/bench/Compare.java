package dev.tuliptree.bench;

import dev.tuliptree.bench.compare.Core;
import dev.tuliptree.bench.compare.Json;
import dev.tuliptree.bench.compare.Options;
import dev.tuliptree.bench.compare.Peers;
import dev.tuliptree.bench.compare.Plan;
import dev.tuliptree.bench.compare.Program;
import dev.tuliptree.bench.compare.Results;
import dev.tuliptree.bench.compare.Sample;
import dev.tuliptree.bench.compare.Table;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs our programs and those of other runtimes in turn on one core, and prints a table: medians, spreads, ratios to
 * ours, and which of our goals are met. Ratios within one run are what counts; the figures themselves change with the
 * machine and the hour.
 */
public final class Compare {
    /** When others take more of the core than this, a figure is not to be trusted. */
    private static final double DISTURBED = 0.05;

    private final Options options;
    private final Core core;
    private final Results results = new Results();
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private int runs;
    private int disturbed;

    private Compare(Options options) {
        this.options = options;
        this.core = new Core(options.core(), options.heap());
    }

    /**
     * Runs everything.
     *
     * @param arguments see {@link Options#USAGE}
     * @throws IOException if programs cannot be started, or the figures not be written
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        new Compare(options).run();
    }

    private void run() throws IOException, InterruptedException {
        List<Program> programs = programs();
        for (int round = 0; round < options.rounds(); round++) {
            for (Plan.Step step : Plan.round(programs, options, round)) take(step, round);
        }
        Table.print(results, System.out);
        skipped.forEach((what, why) -> System.out.println("left out: " + what + ": " + why));
        System.out.printf(
                "%d runs on core %d; during %d of them others took more than %.0f%% of it%n",
                runs, options.core(), disturbed, DISTURBED * 100);
        if (options.json().isPresent())
            Files.writeString(options.json().get().toPath(), Json.of(results, conditions(), skipped));
    }

    private List<Program> programs() throws IOException {
        File scripts = new File(System.getProperty("tuliptree.bench.scripts", "bench/src/main/python"));
        List<Program> programs = new ArrayList<>(Program.ours(options.heap(), scripts));
        if (options.peers().isPresent())
            programs.addAll(Peers.in(options.peers().get()));
        programs.removeIf(program -> !program.name().equals(Results.OURS)
                && !options.only().matcher(program.name()).find());
        return programs;
    }

    private void take(Plan.Step step, int round) throws IOException, InterruptedException {
        String what = step.toString();
        if (skipped.containsKey(what)) return;
        Core.Run run = core.run(step.program(), step.group());
        List<Sample> samples = run.samples();
        if (run.exitCode() != 0 || samples.isEmpty()) {
            skipped.put(what, why(run));
            System.out.println("round " + (round + 1) + "  " + what + "  left out: " + skipped.get(what));
            return;
        }
        samples.forEach(results::add);
        runs++;
        boolean shared = run.others() > DISTURBED;
        if (shared) disturbed++;
        StringBuilder line = new StringBuilder("round " + (round + 1) + "  " + what);
        for (Sample sample : samples)
            line.append(String.format("  %s %.1f %s", sample.measure(), sample.value(), sample.unit()));
        if (shared) line.append(String.format("  (others took %.0f%% of the core)", run.others() * 100));
        System.out.println(line);
    }

    private static String why(Core.Run run) {
        List<String> said = run.lines().stream()
                .filter(line -> !line.isBlank() && !line.startsWith("process "))
                .toList();
        return "exit code " + run.exitCode() + (said.isEmpty() ? "" : ", " + said.getFirst());
    }

    private Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("time", Instant.now().toString());
        conditions.put("java", Runtime.version().toString());
        conditions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        conditions.put("core", Integer.toString(options.core()));
        conditions.put("rounds", Integer.toString(options.rounds()));
        conditions.put("runs", Integer.toString(runs));
        conditions.put("disturbed", Integer.toString(disturbed));
        return conditions;
    }
}
