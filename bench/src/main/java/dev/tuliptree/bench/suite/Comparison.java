package dev.tuliptree.bench.suite;

import java.util.List;

/**
 * What several do alike, so that they can be compared.
 *
 * @param name what it is called
 * @param about what is measured, in a line
 * @param entries who takes part
 */
public record Comparison(String name, String about, List<Entry> entries) {}
