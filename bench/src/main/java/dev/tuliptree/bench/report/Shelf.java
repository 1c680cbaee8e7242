package dev.tuliptree.bench.report;

import dev.tuliptree.bench.compare.Results;
import java.util.List;
import java.util.Optional;

/** All figures that are kept, and what is known of their comparisons. */
final class Shelf {
    private final List<Kept> kept;
    private final Results all = new Results();

    Shelf(List<Kept> kept) {
        this.kept = List.copyOf(kept);
        for (Kept one : kept) all.addAll(one.results());
    }

    List<Kept> kept() {
        return kept;
    }

    Results all() {
        return all;
    }

    Optional<Kept> named(String comparison) {
        return kept.stream().filter(one -> one.name().equals(comparison)).findFirst();
    }

    /** What a measure is, in words: a comparison's own is what that is about, others speak for themselves. */
    String label(String measure) {
        return named(measure)
                .map(one -> one.condition(Kept.ABOUT))
                .filter(about -> !about.isEmpty())
                .orElse(measure);
    }

    /** The unit of a measure; empty if there are no figures. */
    Optional<String> unit(String measure) {
        return all.at(measure).values().stream().findFirst().map(Results.Cell::unit);
    }
}
