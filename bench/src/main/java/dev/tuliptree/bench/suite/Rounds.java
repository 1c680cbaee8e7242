package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Results;
import dev.tuliptree.bench.compare.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the figures of one comparison after the other, round by round, and prints each as it comes. */
public final class Rounds {
    /** When others take more of the core than this, a figure is not to be trusted. */
    public static final double DISTURBED = 0.05;

    private final int count;
    private final Setting setting;
    private final Map<Comparison, Results> results = new LinkedHashMap<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private int runs;
    private int disturbed;

    /**
     * Prepares them.
     *
     * @param count how many
     * @param setting under which conditions
     */
    public Rounds(int count, Setting setting) {
        this.count = count;
        this.setting = setting;
    }

    /**
     * Runs all.
     *
     * @param comparisons what is measured in each round, in this order
     * @throws InterruptedException if the caller is interrupted
     */
    public void run(List<Comparison> comparisons) throws InterruptedException {
        for (int round = 0; round < count; round++) {
            for (Comparison comparison : comparisons) {
                for (Entry entry : rotated(comparison, round)) take(comparison, entry, round);
            }
        }
    }

    /** In another order each round, so that the machine's moods hit all alike. */
    private List<Entry> rotated(Comparison comparison, int round) {
        List<Entry> entries = new ArrayList<>(comparison.entries());
        entries.removeIf(entry -> !setting.takesPart(entry.name()));
        Collections.rotate(entries, -round * Math.max(1, entries.size() / count));
        return entries;
    }

    private void take(Comparison comparison, Entry entry, int round) throws InterruptedException {
        String what = comparison.name() + " " + entry.name();
        if (skipped.containsKey(what)) return;
        Entry.Taken taken;
        try {
            taken = entry.take(comparison.name(), setting);
        } catch (IOException e) {
            skipped.put(what, String.valueOf(e.getMessage()));
            System.out.println("round " + (round + 1) + "  " + what + "  left out: " + e.getMessage());
            return;
        }
        runs++;
        boolean shared = taken.others() > DISTURBED;
        if (shared) disturbed++;
        StringBuilder line = new StringBuilder("round " + (round + 1) + "  " + what);
        for (Sample sample : taken.samples()) {
            results.computeIfAbsent(comparison, _ -> new Results()).add(sample);
            line.append(String.format("  %s %.2f %s", sample.measure(), sample.value(), sample.unit()));
        }
        if (shared) line.append(String.format("  (others took %.0f%% of the core)", taken.others() * 100));
        System.out.println(line);
    }

    /** The figures of each comparison that has some. */
    public Map<Comparison, Results> byComparison() {
        return Collections.unmodifiableMap(results);
    }

    /** All figures. */
    public Results all() {
        Results all = new Results();
        results.values().forEach(all::addAll);
        return all;
    }

    /** What was not measured to the end, and why: the comparison's name, a space, and who. */
    public Map<String, String> skipped() {
        return Collections.unmodifiableMap(skipped);
    }

    /** How often figures were taken. */
    public int runs() {
        return runs;
    }

    /** During how many of the runs others took more of the core than {@link #DISTURBED}. */
    public int disturbed() {
        return disturbed;
    }
}
