package dev.tuliptree.bench.load;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of a load. One process prints it, another reads it.
 *
 * @param answers how many answers came, none of them wrong
 * @param seconds how long it took
 * @param cpu the time that the measured process took of its core
 * @param p50 the median time to an answer, in microseconds
 * @param p99 what 99 in 100 did not exceed
 * @param p999 what 999 in 1,000 did not exceed
 * @param worst the longest
 */
public record Outcome(long answers, double seconds, CpuTime cpu, double p50, double p99, double p999, double worst) {
    private static final String NAME = "outcome";
    private static final int WORDS = 9;

    /** Microseconds of the measured process's time for an answer. */
    public double cpuMicros() {
        return cpu.seconds() * 1e6 / answers;
    }

    /** What of it was spent outside of the kernel; not a number where the system does not tell. */
    public double userMicros() {
        return cpu.userSeconds() * 1e6 / answers;
    }

    /** Answers in a second. */
    public double perSecond() {
        return answers / seconds;
    }

    /** Makes one from what was counted. */
    public static Outcome of(long answers, double seconds, CpuTime cpu, Latencies latencies) {
        double[] micros = latencies.micros(0.5, 0.99, 0.999, 1);
        return new Outcome(answers, seconds, cpu, micros[0], micros[1], micros[2], micros[3]);
    }

    /** A line for {@link #parse}. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s %d %.4f %.4f %.4f %.1f %.1f %.1f %.1f",
                NAME,
                answers,
                seconds,
                cpu.seconds(),
                cpu.userSeconds(),
                p50,
                p99,
                p999,
                worst);
    }

    /** Reads a line; empty if it is another. */
    public static Optional<Outcome> parse(String line) {
        List<String> words = List.of(line.trim().split(" ", -1));
        if (words.size() != WORDS || !words.getFirst().equals(NAME)) return Optional.empty();
        double[] numbers =
                words.stream().skip(2).mapToDouble(Double::parseDouble).toArray();
        return Optional.of(new Outcome(
                Long.parseLong(words.get(1)),
                numbers[0],
                new CpuTime(numbers[1], numbers[2]),
                numbers[3],
                numbers[4],
                numbers[5],
                numbers[6]));
    }
}
