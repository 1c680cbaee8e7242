package dev.tuliptree.bench.report;

import dev.tuliptree.bench.compare.Results;
import dev.tuliptree.bench.compare.Sample;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code spreads: MEASURE, ...}: for each measure of which there are figures a table with a row for each of those who
 * take part, the best first: the median, the least and the most, and the median as so many times ours.
 */
final class Spreads {
    private Spreads() {}

    static String write(Request request, Shelf shelf) {
        StringBuilder tables = new StringBuilder();
        for (String measure : request.list(0)) {
            shelf.unit(measure).ifPresent(unit -> {
                // Without a line between them, two tables would be one.
                if (!tables.isEmpty()) tables.append('\n');
                tables.append(table(measure, unit, shelf));
            });
        }
        return tables.toString();
    }

    private static String table(String measure, String unit, Shelf shelf) {
        Optional<Double> ours = shelf.all().median(Results.OURS, measure);
        int sign = unit.equals(Sample.PER_SECOND) ? -1 : 1;
        StringBuilder table =
                new StringBuilder(Words.head(List.of(shelf.label(measure), Words.unit(unit), "spread", "times ours")));
        shelf.all().at(measure).entrySet().stream()
                .sorted(Comparator.comparingDouble(
                        entry -> sign * entry.getValue().median()))
                .forEach(entry -> table.append(row(entry, ours)));
        return table.toString();
    }

    private static String row(Map.Entry<String, Results.Cell> entry, Optional<Double> ours) {
        Results.Cell cell = entry.getValue();
        String spread = Words.number(cell.least()) + " to " + Words.number(cell.most());
        String ratio = ours.map(base -> Words.ratio(cell.median() / base)).orElse("");
        return Words.row(List.of(entry.getKey(), Words.number(cell.median()), spread, ratio));
    }
}
