package dev.tuliptree.bench.compare;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Prints figures for people: one block a measure, the best first. */
public final class Table {
    private Table() {}

    /**
     * Prints everything.
     *
     * @param results the figures
     * @param out where to
     */
    public static void print(Results results, PrintStream out) {
        for (String measure : results.measures()) printBlock(measure, results, out);
        List<Goal.Verdict> verdicts = Goal.judge(results);
        if (!verdicts.isEmpty()) out.println("\ngoals");
        verdicts.forEach(verdict -> out.println("  " + verdict));
    }

    private static void printBlock(String measure, Results results, PrintStream out) {
        Map<String, Results.Cell> cells = results.at(measure);
        Optional<Double> ours = results.median(Results.OURS, measure);
        String unit = cells.values().iterator().next().unit();
        int sign = unit.equals(Sample.PER_SECOND) ? -1 : 1;
        out.printf(Locale.ROOT, "%n%-24s %10s   %-23s %s%n", measure, unit, "least .. most", "times ours");
        cells.entrySet().stream()
                .sorted(Comparator.comparingDouble(
                        entry -> sign * entry.getValue().median()))
                .forEach(entry -> {
                    Results.Cell cell = entry.getValue();
                    String ratio = ours.map(base -> String.format(Locale.ROOT, "%.2f", cell.median() / base))
                            .orElse("");
                    String spread = number(cell.least()) + " .. " + number(cell.most());
                    out.printf(
                            Locale.ROOT,
                            "  %-22s %10s   %-23s %s%n",
                            entry.getKey(),
                            number(cell.median()),
                            spread,
                            ratio);
                });
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.3f" : value < 10_000 ? "%.1f" : "%.0f", value);
    }
}
