package dev.tuliptree.bench.load;

import java.time.Duration;

/** How much of the machine's time a process and its children have taken. Systems count it in hundredths of seconds. */
public final class CpuClock {
    private final ProcessHandle process;

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
        double children = process.descendants().mapToDouble(CpuClock::seconds).sum();
        return seconds(process) + children;
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }
}
