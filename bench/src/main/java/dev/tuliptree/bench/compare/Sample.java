package dev.tuliptree.bench.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One figure that a program has printed.
 *
 * @param who whose it is
 * @param measure what was measured
 * @param unit ns an operation, cpu-s, or one of those below
 * @param value the figure
 */
public record Sample(String who, String measure, String unit, double value) {
    /** Microseconds of a core's time. */
    public static final String CPU_MICROS = "cpu-us";

    /** Microseconds that something took. */
    public static final String MICROS = "us";

    /** Milliseconds that something took. */
    public static final String MILLIS = "ms";

    /** Of all units, the one of which more is better. */
    public static final String PER_SECOND = "1/s";

    /** So many times another figure. */
    public static final String TIMES = "times";

    /** What something takes of memory. */
    public static final String BYTES = "bytes";

    /** What other programs call what ours call otherwise. */
    private static final Map<String, String> SAME = Map.of(
            "pingpong_synchronousqueue", "pingpong_rendezvous",
            "pingpong_chan0", "pingpong_rendezvous",
            "pingpong_buffered1", "pingpong_queue1",
            "pingpong_chan1", "pingpong_queue1",
            "pingpong_arrayblockingqueue1", "pingpong_queue1",
            "switch_setimmediate", "switch");

    /**
     * Reads a line of a program's output: {@code micro WHO MEASURE}, then names with their values and maybe units.
     *
     * @param line the line
     * @return the figure; empty if the line holds none
     */
    static Optional<Sample> parse(String line) {
        List<String> words = List.of(line.trim().split(" +", -1));
        if (words.size() < 5 || !words.getFirst().equals("micro")) return Optional.empty();
        String measure = SAME.getOrDefault(words.get(2), words.get(2));
        for (String[] named : new String[][] {{"median", "ns"}, {"cpu", "cpu-s"}, {"bytes", "bytes"}}) {
            int at = words.indexOf(named[0]);
            if (at > 0 && at + 1 < words.size()) {
                return Optional.of(new Sample(words.get(1), measure, named[1], Double.parseDouble(words.get(at + 1))));
            }
        }
        return Optional.empty();
    }
}
