package dev.tuliptree.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One core of the machine, for one program at a time.
 *
 * @param number its number
 */
public record Core(int number) {
    private static final double TICKS_PER_SECOND = 100;
    private static final Path STATISTICS = Path.of("/proc/stat");

    /** Whether programs can be held to a core here: by Linux's {@code taskset}. */
    private static final boolean CAN_PIN =
            Files.isExecutable(Path.of("/usr/bin/taskset")) || Files.isExecutable(Path.of("/bin/taskset"));

    /** Whether programs can be held to a core here; otherwise they run wherever the system puts them. */
    public static boolean canPin() {
        return CAN_PIN;
    }

    /** The command that starts a program on this core. */
    public List<String> pin(List<String> command) {
        return pin(Integer.toString(number), command);
    }

    /** The command that starts a program on so many cores. */
    public static List<String> pinToFirst(int cores, List<String> command) {
        return pin("0-" + (cores - 1), command);
    }

    private static List<String> pin(String cores, List<String> command) {
        if (!CAN_PIN) return command;
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", cores));
        pinned.addAll(command);
        return pinned;
    }

    /**
     * Seconds that the core has been busy since the machine was started; 0 where that cannot be known.
     *
     * @throws IOException if the system's statistics cannot be read
     */
    public double busySeconds() throws IOException {
        if (!Files.exists(STATISTICS)) return 0;
        String name = "cpu" + number + " ";
        for (String line : Files.readAllLines(STATISTICS)) {
            if (!line.startsWith(name)) continue;
            String[] ticks = line.split(" +", -1);
            long busy = 0;
            // All but the fourth and fifth, which are the idle ones.
            for (int i = 1; i <= 8; i++) if (i != 4 && i != 5) busy += Long.parseLong(ticks[i]);
            return busy / TICKS_PER_SECOND;
        }
        return 0;
    }
}
