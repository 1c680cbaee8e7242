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

/** Runs programs on one core of the machine, and watches how much of it others took meanwhile. */
public final class Core {
    private static final long LIMIT_MINUTES = 10;
    private static final double TICKS_PER_SECOND = 100;
    private static final String TIME = "/usr/bin/time";
    private static final Pattern PROCESS = Pattern.compile("process cpu_user ([\\d.]+) s cpu_sys ([\\d.]+) s .*");

    private final int number;
    private final String heap;

    /**
     * Chooses one.
     *
     * @param number its number
     * @param heap how much heap the peers' JVMs get
     */
    public Core(int number, String heap) {
        this.number = number;
        this.heap = heap;
    }

    /**
     * What came of one process.
     *
     * @param lines what it printed
     * @param exitCode how it ended
     * @param others which share of the core others took, from 0 to 1
     */
    public record Run(List<String> lines, int exitCode, double others) {
        /**
         * The figures among what it printed.
         *
         * @return the figures
         */
        public List<Sample> samples() {
            return lines.stream().flatMap(line -> Sample.parse(line).stream()).toList();
        }
    }

    /**
     * Runs a program's group to its end.
     *
     * @param program the program
     * @param group the group
     * @return what came of it
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the caller is interrupted
     */
    public Run run(Program program, String group) throws IOException, InterruptedException {
        Path output = Files.createTempFile("compare", ".out");
        try {
            double busyBefore = busySeconds();
            long begin = System.nanoTime();
            int exitCode = start(program, group, output.toFile());
            double wall = (System.nanoTime() - begin) / 1e9;
            double busy = busySeconds() - busyBefore;
            List<String> lines = Files.readAllLines(output);
            return new Run(lines, exitCode, Math.clamp((busy - cpuSeconds(lines)) / wall, 0, 1));
        } finally {
            Files.delete(output);
        }
    }

    private int start(Program program, String group, File output) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", Integer.toString(number)));
        if (new File(TIME).canExecute()) {
            command.addAll(List.of(TIME, "-f", "process cpu_user %U s cpu_sys %S s wall %e s peak_rss %M KB"));
        }
        command.addAll(program.commandFor(group));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(program.folder())
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

    /** How long the core has been busy since the machine was started; 0 where that cannot be known. */
    private double busySeconds() throws IOException {
        Path statistics = Path.of("/proc/stat");
        if (!Files.exists(statistics)) return 0;
        String name = "cpu" + number + " ";
        for (String line : Files.readAllLines(statistics)) {
            if (!line.startsWith(name)) continue;
            String[] ticks = line.split(" +", -1);
            long busy = 0;
            // All but the fourth and fifth, which are the idle ones.
            for (int i = 1; i <= 8; i++) if (i != 4 && i != 5) busy += Long.parseLong(ticks[i]);
            return busy / TICKS_PER_SECOND;
        }
        return 0;
    }

    private static double cpuSeconds(List<String> lines) {
        for (String line : lines.reversed()) {
            Matcher process = PROCESS.matcher(line);
            if (process.matches()) return Double.parseDouble(process.group(1)) + Double.parseDouble(process.group(2));
        }
        return Double.MAX_VALUE; // Unknown: then others are said to have taken nothing.
    }
}
