package dev.tuliptree.bench.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All figures, by what was measured and whose they are. */
public final class Results {
    /** Whose figures the others are compared with. */
    public static final String OURS = "tuliptree";

    private final Map<String, Map<String, Cell>> byMeasure = new LinkedHashMap<>();

    /** Makes an empty one. */
    public Results() {}

    /** The figures of one runtime at one measure, one from each round. */
    public static final class Cell {
        private final String unit;
        private final List<Double> values = new ArrayList<>();

        private Cell(String unit) {
            this.unit = unit;
        }

        /** The unit of all of them, as in {@link Sample}. */
        public String unit() {
            return unit;
        }

        /** All, in the order in which they were taken. */
        public List<Double> values() {
            return List.copyOf(values);
        }

        /** The middle one; of an even number, halfway between the two in the middle. */
        public double median() {
            List<Double> sorted = values.stream().sorted().toList();
            int half = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        }

        /** The least. */
        public double least() {
            return Collections.min(values);
        }

        /** The greatest. */
        public double most() {
            return Collections.max(values);
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

    /** Adds all figures of others. */
    public void addAll(Results others) {
        others.byMeasure.forEach((measure, cells) -> cells.forEach((who, cell) -> {
            for (double value : cell.values) add(new Sample(who, measure, cell.unit, value));
        }));
    }

    /** What was measured, in the order in which it was first added. */
    public Set<String> measures() {
        return Collections.unmodifiableSet(byMeasure.keySet());
    }

    /** The figures of a measure, by whose they are; none if it was not measured. */
    public Map<String, Cell> at(String measure) {
        return Collections.unmodifiableMap(byMeasure.getOrDefault(measure, Map.of()));
    }

    /** The median of one runtime at one measure. */
    public Optional<Double> median(String who, String measure) {
        return Optional.ofNullable(at(measure).get(who)).map(Cell::median);
    }
}
