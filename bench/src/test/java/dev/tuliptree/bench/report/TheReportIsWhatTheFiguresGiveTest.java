package dev.tuliptree.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tuliptree.bench.compare.Json;
import dev.tuliptree.bench.compare.Results;
import dev.tuliptree.bench.compare.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What BENCHMARKS.md says between its marks follows from what was measured, and from nothing else. */
final class TheReportIsWhatTheFiguresGiveTest {
    @TempDir
    private Path root;

    private Path document;
    private Path folder;

    @BeforeEach
    void newRepository() throws IOException {
        document = root.resolve("BENCHMARKS.md");
        folder = Files.createDirectories(root.resolve(Report.FOLDER));
    }

    @Test
    void theCommittedOneIs() throws IOException {
        // Tests run in the folder of their module.
        assertThat(Report.of(Path.of("..")).stale())
                .as("written by hand between its marks, or not written anew: ./tuliptree bench --report does that")
                .isEmpty();
    }

    @Test
    void whatIsKeptIsShown() throws IOException {
        String committed = Files.readString(Path.of("..", "BENCHMARKS.md"));
        for (Kept kept : Kept.readAll(Path.of("..", Report.FOLDER))) {
            assertThat(committed)
                    .as("figures of %s are kept, but not shown", kept.name())
                    .containsPattern("<!-- bench [^>]*\\b" + kept.name() + "\\b");
        }
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        keepHttp();
        assertThat(reportOn("<!-- bench missing: http, latency -->", "<!-- /bench -->"))
                .contains("\nNot measured yet: `./tuliptree bench latency --keep` does that.\n");
    }

    private void keep(String name, String about, Sample... samples) throws IOException {
        Results results = new Results();
        for (Sample sample : samples) results.add(sample);
        Files.writeString(folder.resolve(name + Kept.SUFFIX), Json.of(results, Map.of("about", about), Map.of()));
    }

    private void keepHttp() throws IOException {
        keep(
                "http",
                "HTTP GET",
                new Sample("tuliptree", "http", Sample.CPU_MICROS, 4),
                new Sample("tuliptree", "http", Sample.CPU_MICROS, 5),
                new Sample("netty-nio", "http", Sample.CPU_MICROS, 3),
                new Sample("netty-nio", "http", Sample.CPU_MICROS, 12),
                new Sample("netty-nio", "http", Sample.CPU_MICROS, 9));
    }

    private String reportOn(String... lines) throws IOException {
        Files.writeString(document, String.join("\n", lines));
        Report.of(root).write();
        assertThat(Report.of(root).stale()).isEmpty();
        return Files.readString(document);
    }

    @Test
    void mediansStandBesideEachOther() throws IOException {
        keepHttp();
        assertThat(reportOn(
                        "Before.",
                        "<!-- bench medians: http, json; tuliptree, netty-nio, jetty -->",
                        "<!-- /bench -->",
                        "After."))
                .isEqualTo("""
                        Before.
                        <!-- bench medians: http, json; tuliptree, netty-nio, jetty -->
                        | µs of CPU | tuliptree | netty-nio |
                        |---|---|---|
                        | HTTP GET | 4.50 | 9.00 |
                        <!-- /bench -->
                        After.""");
    }

    @Test
    void spreadsComeWithTheBestFirst() throws IOException {
        keepHttp();
        assertThat(reportOn("<!-- bench spreads: http -->", "old", "<!-- /bench -->"))
                .contains("| tuliptree | 4.50 | 4.00 to 5.00 | 1.00 |\n| netty-nio | 9.00 | 3.00 to 12.0 | 2.00 |")
                .doesNotContain("old");
    }

    @Test
    void goalsAreJudged() throws IOException {
        keepHttp();
        assertThat(reportOn("<!-- bench goals: http -->", "<!-- /bench -->"))
                .contains("| HTTP GET | netty-nio | 0.50 | 0.90 | met |");
    }

    @Test
    void whatIsNotMeasuredLeavesNothing() throws IOException {
        assertThat(reportOn("<!-- bench spreads: http -->", "old", "<!-- /bench -->"))
                .isEqualTo("<!-- bench spreads: http -->\n<!-- /bench -->");
    }

    @Test
    void aFigureChangedByHandIsFound() throws IOException {
        keepHttp();
        String right = reportOn("<!-- bench spreads: http -->", "<!-- /bench -->");
        Files.writeString(document, right.replace("4.50", "4.40"));
        assertThat(Report.of(root).stale()).containsExactly(document);
        Files.writeString(document, "Words outside are free. " + right);
        assertThat(Report.of(root).stale()).isEmpty();
    }

    @Test
    void figuresUnderSeveralLoadsAreDrawn() throws IOException {
        Files.writeString(folder.resolve("gone.svg"), "<svg/>");
        keep(
                "climb",
                "HTTP GET",
                new Sample("tuliptree", "climb p99 @64 connections", Sample.MICROS, 200),
                new Sample("tuliptree", "climb p99 @1 connections", Sample.MICROS, 20));
        assertThat(reportOn("<!-- bench pictures: climb -->", "<!-- /bench -->"))
                .contains("![climb p99](bench/results/climb-p99.svg)");
        assertThat(Files.readString(folder.resolve("climb-p99.svg"))).contains("HTTP GET: p99, µs", ">connections<");
        assertThat(folder.resolve("gone.svg")).doesNotExist();
        Files.writeString(folder.resolve("climb-p99.svg"), "<svg/>");
        assertThat(Report.of(root).stale()).containsExactly(folder.resolve("climb-p99.svg"));
    }

    @Test
    void aMarkThatAsksForNothingThereIsIsRefused() throws IOException {
        Files.writeString(document, "<!-- bench means: http -->\n<!-- /bench -->");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Report.of(root).stale())
                .withMessageStartingWith("no kind of text: 'means'");
    }

    @Test
    void aMarkWithoutItsPartnerIsRefused() throws IOException {
        Files.writeString(document, "<!-- bench spreads: http -->\n<!-- bench spreads: json -->\n<!-- /bench -->");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Report.of(root).stale())
                .withMessageStartingWith("no <!-- /bench --> before another mark");
        Files.writeString(document, "<!-- bench spreads: http -->\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Report.of(root).stale())
                .withMessageStartingWith("a mark without its partner");
    }

    @Test
    void aFileThatIsNoneIsNamed() throws IOException {
        Files.writeString(folder.resolve("http.json"), "{}");
        assertThatIOException().isThrownBy(() -> Report.of(root)).withMessageContaining("http.json is not what --keep");
    }
}
