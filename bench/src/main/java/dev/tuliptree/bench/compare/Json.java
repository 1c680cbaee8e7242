package dev.tuliptree.bench.compare;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures for programs. */
public final class Json {
    private Json() {}

    /**
     * Writes everything.
     *
     * @param results the figures
     * @param conditions under which they were taken
     * @param skipped what was not run, and why
     * @return the text of a JSON file
     */
    public static String of(Results results, Map<String, String> conditions, Map<String, String> skipped) {
        String figures = results.measures().stream()
                .flatMap(measure -> results.at(measure).entrySet().stream()
                        .map(entry -> figure(measure, entry.getKey(), entry.getValue(), results)))
                .collect(Collectors.joining(",\n    "));
        String goals = Goal.judge(results).stream().map(Json::goal).collect(Collectors.joining(",\n    "));
        return "{\n  \"conditions\": " + object(conditions) + ",\n  \"skipped\": " + object(skipped)
                + ",\n  \"figures\": [\n    " + figures + "\n  ],\n  \"goals\": [\n    " + goals + "\n  ]\n}\n";
    }

    private static String figure(String measure, String who, Results.Cell cell, Results results) {
        String ratio = results.median(Results.OURS, measure)
                .map(ours -> number(cell.median() / ours))
                .orElse("null");
        List<String> values = cell.values().stream().map(Json::number).toList();
        return "{\"measure\": " + text(measure) + ", \"who\": " + text(who) + ", \"unit\": " + text(cell.unit())
                + ", \"median\": " + number(cell.median()) + ", \"timesOurs\": " + ratio + ", \"values\": " + values
                + "}";
    }

    private static String goal(Goal.Verdict verdict) {
        Goal goal = verdict.goal();
        return "{\"measure\": " + text(goal.measure()) + ", \"ours\": " + text(goal.ours()) + ", \"of\": "
                + text(goal.other()) + ", \"most\": "
                + number(goal.most()) + ", \"reached\": " + number(verdict.reached()) + ", \"met\": " + verdict.met()
                + "}";
    }

    private static String object(Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> text(entry.getKey()) + ": " + text(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String text(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') quoted.append('\\').append(c);
            else if (c < ' ') quoted.append(String.format("\\u%04x", (int) c));
            else quoted.append(c);
        }
        return quoted.append('"').toString();
    }
}
