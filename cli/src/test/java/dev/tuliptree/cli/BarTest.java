package dev.tuliptree.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** A download that takes long shows how far it has come, on a terminal. */
class BarTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Bar bar = new Bar(new PrintStream(shown, true, UTF_8));

    @Test
    void itFillsUp() {
        assertThat(Bar.line(0, 10_000_000)).isEqualTo("[" + " ".repeat(30) + "] 0% of 10.0 MB");
        assertThat(Bar.line(5_000_000, 10_000_000))
                .isEqualTo("[" + "#".repeat(15) + " ".repeat(15) + "] 50% of 10.0 MB");
        assertThat(Bar.line(10_000_000, 10_000_000)).isEqualTo("[" + "#".repeat(30) + "] 100% of 10.0 MB");
        assertThat(Bar.line(2_500_000, -1)).isEqualTo("2.5 MB");
    }

    @Test
    void itIsDrawnOnlyWhenItChanges() {
        bar.moved(1 << 20, 2 << 20);
        bar.moved((1 << 20) + 1, 2 << 20);
        bar.end();
        assertThat(shown.toString(UTF_8))
                .startsWith("\r[")
                .containsOnlyOnce("\r")
                .endsWith(System.lineSeparator());
    }

    @Test
    void smallDownloadsShowNone() {
        bar.moved(1000, 2000);
        bar.end();
        assertThat(shown.toString(UTF_8)).isEmpty();
    }

    @Test
    void withoutATerminalNothingIsShown() {
        Bar none = Bar.of(null);
        none.moved(1 << 20, 2 << 20);
        none.end();
        assertThat(shown.toString(UTF_8)).isEmpty();
    }
}
