package dev.tuliptree.bench.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came of one process that was run on one core to its end.
 *
 * @param lines what it printed
 * @param exitCode how it ended
 * @param others which share of the core others took meanwhile, from 0 to 1
 */
public record Run(List<String> lines, int exitCode, double others) {
    private static final long LIMIT_MINUTES = 10;
    private static final String TIME = "/usr/bin/time";
    private static final Pattern PROCESS = Pattern.compile("process cpu_user ([\\d.]+) s cpu_sys ([\\d.]+) s .*");

    /** The figures among what it printed. */
    public List<Sample> samples() {
        return lines.stream().flatMap(line -> Sample.parse(line).stream()).toList();
    }

    /** Why there are no figures. */
    public String problem() {
        List<String> said = lines.stream()
                .filter(line -> !line.isBlank() && !PROCESS.matcher(line).matches())
                .toList();
        return "exit code " + exitCode + (said.isEmpty() ? "" : ", " + said.getFirst());
    }

    /**
     * Runs a command.
     *
     * @param command the command
     * @param folder where it is started
     * @param heap how much heap the peers' JVMs get
     * @param core the core
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the caller is interrupted
     */
    public static Run of(List<String> command, File folder, String heap, Core core)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("compare", ".out");
        try {
            double busyBefore = core.busySeconds();
            long begin = System.nanoTime();
            int exitCode = start(command, folder, heap, core, output.toFile());
            double wall = (System.nanoTime() - begin) / 1e9;
            double busy = core.busySeconds() - busyBefore;
            List<String> lines = Files.readAllLines(output);
            return new Run(lines, exitCode, Math.clamp((busy - cpuSeconds(lines)) / wall, 0, 1));
        } finally {
            Files.delete(output);
        }
    }

    private static int start(List<String> command, File folder, String heap, Core core, File output)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        if (new File(TIME).canExecute()) {
            words.addAll(List.of(TIME, "-f", "process cpu_user %U s cpu_sys %S s wall %e s peak_rss %M KB"));
        }
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(core.pin(words))
                .directory(folder)
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().put("JAVA_HOME_PEERS", System.getProperty("java.home"));
        builder.environment().put("JOPTS", "-Xmx" + heap);
        Process process = builder.start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    private static double cpuSeconds(List<String> lines) {
        for (String line : lines.reversed()) {
            Matcher process = PROCESS.matcher(line);
            if (process.matches()) return Double.parseDouble(process.group(1)) + Double.parseDouble(process.group(2));
        }
        return Double.MAX_VALUE; // Unknown: then others are said to have taken nothing.
    }
}
