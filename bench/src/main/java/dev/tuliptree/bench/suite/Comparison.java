package dev.tuliptree.bench.suite;

import java.util.List;

/**
 * What several do alike, so that they can be compared.
 *
 * @param name what it is called
 * @param about what is measured, in a line
 * @param entries who takes part
 */
public record Comparison(String name, String about, List<Entry> entries) {
    /** The same servers under more and more load; those who are no servers do not take part. */
    public Comparison climbing() {
        return new Comparison(
                name,
                about,
                entries.stream()
                        .filter(ServerEntry.class::isInstance)
                        .<Entry>map(entry -> new ClimbEntry((ServerEntry) entry))
                        .toList());
    }
}
