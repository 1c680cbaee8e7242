package dev.tuliptree.bench.report;

import dev.tuliptree.bench.compare.Results;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * {@code scaling: COMPARISON; WHO, ...}: for each of those who take part a table of what so many workers did, and of
 * what more would do by the {@link Scalability Universal Scalability Law}. Each speed-up comes with the least and the
 * greatest that any two of the figures give.
 */
final class Scaling {
    private static final List<Integer> BEYOND = List.of(4, 8, 16, 32, 64);
    private static final String AXIS = "workers";

    private Scaling() {}

    static String write(Request request, Shelf shelf) {
        StringBuilder tables = new StringBuilder();
        for (String comparison : request.list(0)) {
            for (String who : request.list(1)) {
                Map<Integer, Range> measured = measured(comparison, who, shelf.all());
                if (measured.size() < 2) continue;
                if (!tables.isEmpty()) tables.append('\n');
                tables.append(table(comparison, who, measured, shelf.all()));
            }
        }
        return tables.toString();
    }

    /**
     * A speed-up.
     *
     * @param least the least that the figures allow
     * @param median that of the medians
     * @param most the greatest that the figures allow
     */
    private record Range(double least, double median, double most) {
        Range map(Function<Double, Double> change) {
            return new Range(change.apply(least), change.apply(median), change.apply(most));
        }

        @Override
        public String toString() {
            return Words.ratio(median) + " (" + Words.ratio(least) + " to " + Words.ratio(most) + ")";
        }
    }

    private static Optional<Results.Cell> cell(String what, int workers, String who, Results results) {
        return Optional.ofNullable(
                results.at(Curves.measure(what, workers, AXIS)).get(who));
    }

    private static Map<Integer, Range> measured(String comparison, String who, Results results) {
        Map<Integer, Range> speedUps = new TreeMap<>();
        cell(comparison + " answers", 1, who, results).ifPresent(one -> {
            for (int workers = 1; workers <= 1_024; workers *= 2) {
                int count = workers;
                cell(comparison + " answers", count, who, results)
                        .ifPresent(cell -> speedUps.put(
                                count,
                                new Range(
                                        cell.least() / one.most(),
                                        cell.median() / one.median(),
                                        cell.most() / one.least())));
            }
        });
        return speedUps;
    }

    private static String table(String comparison, String who, Map<Integer, Range> measured, Results results) {
        Map<String, Function<Integer, Range>> models = models(measured);
        List<String> head = new ArrayList<>(List.of(who + " with", "answers a second", "µs of CPU", "times as many"));
        head.addAll(models.keySet());
        StringBuilder table = new StringBuilder(Words.head(head));
        int largest = measured.keySet().stream().max(Comparator.naturalOrder()).orElse(1);
        List<Integer> rows = new ArrayList<>(measured.keySet());
        BEYOND.stream().filter(cores -> cores > largest).forEach(rows::add);
        for (int workers : rows) {
            List<String> row = new ArrayList<>(List.of(workers == 1 ? "1 worker" : workers + " workers"));
            row.add(median(comparison + " answers", workers, who, results));
            row.add(median(comparison + " CPU", workers, who, results));
            Range range = measured.get(workers);
            row.add(range == null || workers == 1 ? "" : range.toString());
            for (Function<Integer, Range> model : models.values()) {
                row.add(range == null ? model.apply(workers).toString() : "");
            }
            table.append(Words.row(row));
        }
        return table.toString();
    }

    private static String median(String what, int workers, String who, Results results) {
        return cell(what, workers, who, results)
                .map(cell -> Words.number(cell.median()))
                .orElse("");
    }

    /** One number of workers above one leaves open what is missing for: then both ends are shown. */
    private static Map<String, Function<Integer, Range>> models(Map<Integer, Range> measured) {
        Map<String, Function<Integer, Range>> models = new LinkedHashMap<>();
        if (measured.size() > 2) {
            models.put("fitted", cores -> fitted(cores, measured));
            return models;
        }
        int cores = measured.keySet().stream().max(Comparator.naturalOrder()).orElse(1);
        Range range = measured.getOrDefault(cores, new Range(1, 1, 1));
        Scalability waiting = Scalability.ofWaiting(cores, range.median());
        Scalability agreeing = Scalability.ofAgreeing(cores, range.median());
        models.put(
                String.format(Locale.ROOT, "if σ = %.3f, κ = 0", waiting.sigma()),
                count -> range.map(
                        speedUp -> Scalability.ofWaiting(cores, speedUp).speedUp(count)));
        models.put(
                String.format(Locale.ROOT, "if σ = 0, κ = %.3f", agreeing.kappa()),
                count -> range.map(
                        speedUp -> Scalability.ofAgreeing(cores, speedUp).speedUp(count)));
        return models;
    }

    private static Range fitted(int cores, Map<Integer, Range> measured) {
        return new Range(
                fit(measured, Range::least).speedUp(cores),
                fit(measured, Range::median).speedUp(cores),
                fit(measured, Range::most).speedUp(cores));
    }

    private static Scalability fit(Map<Integer, Range> measured, Function<Range, Double> which) {
        Map<Integer, Double> speedUps = new TreeMap<>();
        measured.forEach((cores, range) -> speedUps.put(cores, which.apply(range)));
        return Scalability.fit(speedUps);
    }
}
