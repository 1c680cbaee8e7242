package dev.tuliptree.bench.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All figures, by what was measured and whose they are. */
public final class Results {
    /** Whose figures the others are compared with. */
    public static final String OURS = "tuliptree";

    private final Map<String, Map<String, Cell>> byMeasure = new LinkedHashMap<>();

    /** Makes an empty one. */
    public Results() {}

    /** The figures of one runtime at one measure, one from each round. */
    static final class Cell {
        final String unit;
        final List<Double> values = new ArrayList<>();

        Cell(String unit) {
            this.unit = unit;
        }

        double median() {
            List<Double> sorted = values.stream().sorted().toList();
            int half = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        }

        double least() {
            return values.stream().mapToDouble(value -> value).min().orElseThrow();
        }

        double most() {
            return values.stream().mapToDouble(value -> value).max().orElseThrow();
        }
    }

    /**
     * Adds a figure.
     *
     * @param sample the figure
     */
    public void add(Sample sample) {
        byMeasure
                .computeIfAbsent(sample.measure(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(sample.who(), _ -> new Cell(sample.unit()))
                .values
                .add(sample.value());
    }

    Collection<String> measures() {
        return byMeasure.keySet();
    }

    Map<String, Cell> at(String measure) {
        return byMeasure.getOrDefault(measure, Map.of());
    }

    /** The median of one runtime at one measure. */
    Optional<Double> median(String who, String measure) {
        return Optional.ofNullable(at(measure).get(who)).map(Cell::median);
    }
}
