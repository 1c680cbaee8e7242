package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Core;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What has to be known beside the figures. */
public final class Conditions {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Conditions() {}

    /**
     * Under which conditions figures were taken, in words.
     *
     * @param setting the setting
     * @param taken what was taken
     * @param rounds in how many rounds
     * @throws IOException if the system does not tell of itself
     */
    public static Map<String, String> of(Setting setting, Rounds taken, int rounds) throws IOException {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        conditions.put("java", Runtime.version().toString());
        conditions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        conditions.put("machine", machine());
        conditions.put(
                "cores", setting.measured().number() + "," + setting.other().number());
        conditions.put("pinned", Boolean.toString(Core.canPin()));
        conditions.put("rounds", Integer.toString(rounds));
        conditions.put("warm", inSeconds(setting.warm()));
        conditions.put("seconds", inSeconds(setting.seconds()));
        conditions.put("runs", Integer.toString(taken.runs()));
        conditions.put("disturbed", Integer.toString(taken.disturbed()));
        return conditions;
    }

    private static String inSeconds(double seconds) {
        return Double.toString(seconds).replaceAll("\\.0$", "");
    }

    private static String machine() throws IOException {
        String cores = Runtime.getRuntime().availableProcessors() + " cores";
        if (!Files.exists(PROCESSORS)) return cores + " of " + System.getProperty("os.arch");
        return cores + " of "
                + Files.readAllLines(PROCESSORS).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.replaceAll(".*: ", ""))
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
    }
}
