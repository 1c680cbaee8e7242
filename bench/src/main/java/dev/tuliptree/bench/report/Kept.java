package dev.tuliptree.bench.report;

import dev.tuliptree.bench.compare.Results;
import dev.tuliptree.bench.compare.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of one comparison, as {@link dev.tuliptree.bench.compare.Json} wrote them. Of what it wrote, only the
 * values count: medians, ratios and goals are worked out anew.
 *
 * @param name the comparison
 * @param conditions when, on what and by which command they were taken
 * @param results the figures
 */
public record Kept(String name, Map<String, String> conditions, Results results) {
    /** What such a file's name ends with, after the name of the comparison. */
    public static final String SUFFIX = ".json";

    /** The condition that says what a comparison measures. */
    public static final String ABOUT = "about";

    /**
     * Reads all files of a folder, in the order of their names.
     *
     * @throws IOException if one cannot be read, or is no such file; the message says which
     */
    public static List<Kept> readAll(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
            Stream.Builder<Kept> all = Stream.builder();
            for (Path file : sorted) all.add(read(file));
            return all.build().toList();
        }
    }

    /**
     * Reads one file.
     *
     * @throws IOException as {@link #readAll} does
     */
    static Kept read(Path file) throws IOException {
        String fileName = String.valueOf(file.getFileName());
        try {
            JsonNode root = JsonMapper.shared().readTree(Files.readString(file));
            Map<String, String> conditions = new LinkedHashMap<>();
            root.required("conditions")
                    .properties()
                    .forEach(entry ->
                            conditions.put(entry.getKey(), entry.getValue().asString()));
            Results results = new Results();
            for (JsonNode figure : root.required("figures").values()) addFigure(figure, results);
            return new Kept(fileName.substring(0, fileName.length() - SUFFIX.length()), conditions, results);
        } catch (JacksonException e) {
            throw new IOException(file + " is not what --keep writes: " + e.getOriginalMessage(), e);
        }
    }

    private static void addFigure(JsonNode figure, Results results) {
        String who = figure.required("who").asString();
        String measure = figure.required("measure").asString();
        String unit = figure.required("unit").asString();
        for (JsonNode value : figure.required("values").values()) {
            results.add(new Sample(who, measure, unit, value.asDouble()));
        }
    }

    /** A condition; empty text where it was not written. */
    public String condition(String key) {
        return conditions.getOrDefault(key, "");
    }

    /** The pictures of these figures, by what they show. */
    Map<String, String> pictures() {
        return Curves.draw(results, name, condition(ABOUT));
    }
}
