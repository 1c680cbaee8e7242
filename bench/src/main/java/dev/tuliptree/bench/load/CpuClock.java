package dev.tuliptree.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** How much of the machine's time a process and its children have taken. Systems count it in hundredths of seconds. */
public final class CpuClock {
    private static final double TICKS_PER_SECOND = 100;

    private final ProcessHandle process;
    private CpuTime begin = CpuTime.NONE;

    /**
     * Looks for the process.
     *
     * @throws IllegalArgumentException if there is none of this number
     */
    public CpuClock(long pid) {
        process = ProcessHandle.of(pid).orElseThrow(() -> new IllegalArgumentException("there is no process " + pid));
    }

    /** Seconds since they were started. */
    public double seconds() {
        return now().seconds();
    }

    /** Begins to count. */
    public CpuClock begin() {
        begin = now();
        return this;
    }

    /** What was taken since counting began. */
    public CpuTime taken() {
        return now().since(begin);
    }

    private CpuTime now() {
        CpuTime children = process.descendants().map(CpuClock::read).reduce(CpuTime.NONE, CpuTime::plus);
        return read(process).plus(children);
    }

    private static CpuTime read(ProcessHandle process) {
        double all = process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
        return new CpuTime(all, userSeconds(process.pid()));
    }

    /** As Linux tells it: the twelfth word behind the name, which is in parentheses and may contain anything. */
    private static double userSeconds(long pid) {
        try {
            String all = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] words = all.substring(all.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(words[11]) / TICKS_PER_SECOND;
        } catch (IOException notThere) {
            return Double.NaN;
        }
    }
}
