package dev.tuliptree.bench.report;

import dev.tuliptree.bench.compare.Results;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pictures of what was measured under several loads: the measures {@code http p99 @1 connections} and {@code http
 * p99 @64 connections} make one picture, with a line for each of those who take part.
 */
public final class Curves {
    private static final Pattern MEASURE = Pattern.compile("(?<what>.+) @(?<load>[\\d.]+) (?<axis>.+)");

    private Curves() {}

    /** The name of a measure under one load. */
    public static String measure(String what, int load, String axis) {
        return what + " @" + load + " " + axis;
    }

    /**
     * Draws them.
     *
     * @param results the figures; measures of other names are left out
     * @param comparison whose they are
     * @param about what that measures
     * @return pictures as SVG, by what they show
     */
    public static Map<String, String> draw(Results results, String comparison, String about) {
        Map<String, Plot> plots = new LinkedHashMap<>();
        Map<Plot, Map<String, List<Plot.Point>>> lines = new LinkedHashMap<>();
        for (String measure : results.measures()) {
            Matcher parts = MEASURE.matcher(measure);
            if (!parts.matches()) continue;
            double load = Double.parseDouble(parts.group("load"));
            results.at(measure).forEach((who, cell) -> {
                Plot plot = plots.computeIfAbsent(
                        parts.group("what"),
                        what -> new Plot(title(what, comparison, about, cell.unit()), parts.group("axis")));
                lines.computeIfAbsent(plot, _ -> new LinkedHashMap<>())
                        .computeIfAbsent(who, _ -> new ArrayList<>())
                        .add(new Plot.Point(load, cell.median()));
            });
        }
        Map<String, String> pictures = new LinkedHashMap<>();
        plots.forEach((what, plot) -> {
            lines.getOrDefault(plot, Map.of()).forEach((who, points) -> {
                points.sort(Comparator.comparingDouble(Plot.Point::x));
                plot.add(who, points);
            });
            pictures.put(what, plot.svg());
        });
        return pictures;
    }

    private static String title(String what, String comparison, String about, String unit) {
        String rest = what.startsWith(comparison + " ") ? about + ": " + what.substring(comparison.length() + 1) : what;
        return rest + ", " + Words.unit(unit);
    }

    /** The name of the file of a picture. */
    public static String fileName(String what) {
        return what.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".svg";
    }
}
