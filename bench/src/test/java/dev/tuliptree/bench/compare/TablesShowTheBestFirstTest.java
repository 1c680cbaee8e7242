package dev.tuliptree.bench.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Medians, spreads and ratios, and what became of the goals. */
final class TablesShowTheBestFirstTest {
    private final Results results = new Results();

    private void add(String who, String measure, String unit, double... values) {
        for (double value : values) results.add(new Sample(who, measure, unit, value));
    }

    private List<String> table() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Table.print(results, new PrintStream(out, true, UTF_8));
        return out.toString(UTF_8)
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }

    @Test
    void theShortestTimeComesFirst() {
        add("tuliptree", "http", Sample.CPU_MICROS, 4, 5, 9);
        add("netty-nio", "http", Sample.CPU_MICROS, 10, 10, 10);
        assertThat(table())
                .containsSubsequence("tuliptree 5.000 4.000 .. 9.000 1.00", "netty-nio 10.0 10.0 .. 10.0 2.00");
    }

    @Test
    void theMostAnswersComeFirst() {
        add("netty-nio", "http answers", Sample.PER_SECOND, 100);
        add("tuliptree", "http answers", Sample.PER_SECOND, 200);
        assertThat(table())
                .containsSubsequence("tuliptree 200.0 200.0 .. 200.0 1.00", "netty-nio 100.0 100.0 .. 100.0 0.50");
    }

    @Test
    void goalsAreJudged() {
        add("tuliptree", "http", Sample.CPU_MICROS, 5);
        add("tuliptree-io_uring", "http", Sample.CPU_MICROS, 10);
        add("netty-nio", "http", Sample.CPU_MICROS, 10);
        add("netty-epoll", "http", Sample.CPU_MICROS, 10);
        assertThat(table())
                .contains(
                        "met http 0.50 of netty-nio, at most 0.90",
                        "MISSED http of tuliptree-io_uring 1.00 of netty-epoll, at most 0.90");
    }

    @Test
    void whereOursIsMissingThereAreNoRatios() {
        add("netty-nio", "http", Sample.CPU_MICROS, 10);
        assertThat(table()).contains("netty-nio 10.0 10.0 .. 10.0");
        assertThat(Json.of(results, Map.of(), Map.of("http tuliptree", "it \"broke\"")))
                .contains("\"timesOurs\": null")
                .contains("\"http tuliptree\": \"it \\\"broke\\\"\"");
    }
}
