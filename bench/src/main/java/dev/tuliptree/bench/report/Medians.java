package dev.tuliptree.bench.report;

import dev.tuliptree.bench.compare.Results;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code medians: MEASURE, ...; WHO, ...}: a table with a row for each measure of which there are figures, and a column
 * for each of those of whom there are some.
 */
final class Medians {
    private Medians() {}

    static String write(Request request, Shelf shelf) {
        List<String> measures = request.list(0).stream()
                .filter(measure -> shelf.all().measures().contains(measure))
                .toList();
        if (measures.isEmpty()) return "";
        List<String> who = request.list(1).stream()
                .filter(one -> measures.stream()
                        .anyMatch(measure -> shelf.all().at(measure).containsKey(one)))
                .toList();
        Set<String> units = new LinkedHashSet<>();
        for (String measure : measures) shelf.unit(measure).map(Words::unit).ifPresent(units::add);
        boolean alike = units.size() == 1;
        List<String> head = new ArrayList<>(List.of(alike ? units.iterator().next() : ""));
        head.addAll(who);
        StringBuilder table = new StringBuilder(Words.head(head));
        for (String measure : measures) {
            String label = shelf.label(measure);
            if (!alike) label += ", " + Words.unit(shelf.unit(measure).orElse(""));
            table.append(row(label, measure, who, shelf.all()));
        }
        return table.toString();
    }

    private static String row(String label, String measure, List<String> who, Results results) {
        List<String> cells = new ArrayList<>(List.of(label));
        for (String one : who)
            cells.add(results.median(one, measure).map(Words::number).orElse(""));
        return Words.row(cells);
    }
}
