package dev.tuliptree.bench.micro;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/** Times the programs, and prints what they took in the form that {@code Bench} reads. */
public final class Stopwatch {
    /** Enough for the compilers to have done their work after half of them. */
    private static final int ROUNDS = 8;

    private final String who;

    /**
     * Makes one.
     *
     * @param who whose times these are
     */
    public Stopwatch(String who) {
        this.who = who;
    }

    /** What is timed. */
    @FunctionalInterface
    public interface Round {
        /**
         * Runs once.
         *
         * @throws Exception if it fails
         */
        void run() throws Exception;
    }

    /** What times itself, because it has to prepare something first. */
    @FunctionalInterface
    public interface TimedRound {
        /**
         * Runs once.
         *
         * @return how many nanoseconds it took
         * @throws Exception if it fails
         */
        long run() throws Exception;
    }

    /**
     * Runs a program several times; prints nanoseconds per operation, of the later half of the rounds.
     *
     * @param name what is measured
     * @param operations how many operations one round is
     * @param round one round
     * @throws Exception as the round does
     */
    public void time(String name, int operations, Round round) throws Exception {
        timeItself(name, operations, () -> {
            long begin = System.nanoTime();
            round.run();
            return System.nanoTime() - begin;
        });
    }

    /**
     * As {@link #time}, for a program that times itself.
     *
     * @param name what is measured
     * @param operations how many operations one round is
     * @param round one round
     * @throws Exception as the round does
     */
    public void timeItself(String name, int operations, TimedRound round) throws Exception {
        double[] nanos = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) nanos[i] = round.run() / (double) operations;
        double[] settled = Arrays.copyOfRange(nanos, ROUNDS / 2, ROUNDS);
        Arrays.sort(settled);
        print(String.format(
                Locale.ROOT,
                "%s best %.1f ns median %.1f ns first %.1f ns ops %d rounds %d",
                name,
                settled[0],
                settled[settled.length / 2],
                nanos[0],
                operations,
                ROUNDS));
    }

    /**
     * Runs a program once; prints its time, and that of the whole process on the processor meanwhile.
     *
     * @param name what is measured
     * @param operations how many operations it is
     * @param round the program
     * @throws Exception as the program does
     */
    public void once(String name, int operations, Round round) throws Exception {
        long cpuBefore = cpuNanos();
        long begin = System.nanoTime();
        round.run();
        double wall = (System.nanoTime() - begin) / 1e9;
        double cpu = (cpuNanos() - cpuBefore) / 1e9;
        print(String.format(
                Locale.ROOT,
                "%s wall %.3f s cpu %.3f s cpu_per_task %.0f ns ops %d",
                name,
                wall,
                cpu,
                cpu * 1e9 / operations,
                operations));
    }

    /**
     * Prints how much memory something takes.
     *
     * @param name what is measured
     * @param count how many of them there were
     * @param bytes how many bytes they took together
     */
    public void bytes(String name, int count, long bytes) {
        print(String.format(Locale.ROOT, "%s bytes %.1f count %d", name, bytes / (double) count, count));
    }

    /**
     * What is in use on the heap, garbage taken out.
     *
     * @return bytes
     */
    public static long heapInUse() {
        Runtime runtime = Runtime.getRuntime();
        // The second collection takes what the first one only let go of, such as what cleaners held.
        System.gc();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    private void print(String measured) {
        System.out.println("micro " + who + " " + measured);
    }
}
