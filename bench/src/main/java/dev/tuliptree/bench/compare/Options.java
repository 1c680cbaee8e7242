package dev.tuliptree.bench.compare;

import java.io.File;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The options of the command.
 *
 * @param peers the folder of the other runtimes' programs
 * @param rounds how often everything is run
 * @param core the core it is run on
 * @param heap how much heap every JVM gets
 * @param only which programs are run, by their names
 * @param groups which groups are run
 * @param json where the figures go
 */
public record Options(
        Optional<File> peers, int rounds, int core, String heap, Pattern only, Pattern groups, Optional<File> json) {
    /** How the command is used. */
    public static final String USAGE = """
            usage: compare [--peers DIR] [--rounds N] [--core N] [--heap SIZE] [--only REGEX] [--groups REGEX] [--json FILE]
              --peers DIR     a folder with micros.tsv and the programs of other runtimes, built
              --rounds N      how often everything is run, in another order each time (3)
              --core N        the core that every program is pinned to (the last one)
              --heap SIZE     the heap of every JVM (4g)
              --only REGEX    programs whose names it finds (all); tuliptree always runs
              --groups REGEX  groups whose names it finds (all)
              --json FILE     writes the figures there, too""";

    /**
     * Reads them.
     *
     * @param arguments the command line
     * @return the options
     * @throws IllegalArgumentException if there is one that is unknown, or lacks its value
     */
    public static Options parse(String[] arguments) {
        Options options = new Options(
                Optional.empty(),
                3,
                Runtime.getRuntime().availableProcessors() - 1,
                "4g",
                Pattern.compile(""),
                Pattern.compile(""),
                Optional.empty());
        Iterator<String> words = Arrays.asList(arguments).iterator();
        while (words.hasNext()) {
            String option = words.next();
            if (!words.hasNext()) throw new IllegalArgumentException(option + " needs a value, or is unknown");
            options = options.with(option, words.next());
        }
        return options;
    }

    private Options with(String option, String value) {
        return switch (option) {
            case "--peers" -> new Options(Optional.of(new File(value)), rounds, core, heap, only, groups, json);
            case "--rounds" -> new Options(peers, Integer.parseInt(value), core, heap, only, groups, json);
            case "--core" -> new Options(peers, rounds, Integer.parseInt(value), heap, only, groups, json);
            case "--heap" -> new Options(peers, rounds, core, value, only, groups, json);
            case "--only" -> new Options(peers, rounds, core, heap, Pattern.compile(value), groups, json);
            case "--groups" -> new Options(peers, rounds, core, heap, only, Pattern.compile(value), json);
            case "--json" -> new Options(peers, rounds, core, heap, only, groups, Optional.of(new File(value)));
            default -> throw new IllegalArgumentException("unknown option " + option);
        };
    }
}
