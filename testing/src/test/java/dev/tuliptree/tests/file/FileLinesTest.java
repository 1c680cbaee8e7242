package dev.tuliptree.tests.file;

import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.file.AsyncFiles;
import dev.tuliptree.file.FileLines;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A text is iterated over line by line, and never held as a whole. */
class FileLinesTest {
    @TempDir
    Path directory;

    @LoopTest
    void linesComeWithoutTheirEnds() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "one\r\ntwo\n\nfour");
        List<String> read = new ArrayList<>();
        for (String line : AsyncFiles.lines(file)) read.add(line);
        assertThat(read).containsExactly("one", "two", "", "four");
    }

    @LoopTest(schedules = 0)
    void manyLinesComeInOrder() throws Exception {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) written.add("line " + i);
        Path file = Files.write(directory.resolve("file"), written);
        List<String> read = new ArrayList<>();
        try (FileLines lines = AsyncFiles.lines(file)) {
            lines.forEach(read::add);
        }
        assertThat(read).isEqualTo(written);
    }

    @LoopTest(schedules = 0)
    void aLineBeyondTheLimitIsRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "x".repeat(100_000));
        try (FileLines lines = AsyncFiles.lines(file, 1000)) {
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> lines.iterator().next())
                    .withMessageContaining("more than 1000 bytes");
        }
    }

    @LoopTest(schedules = 0)
    void theyAreIteratedOverOnce() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "one\ntwo\n");
        try (FileLines lines = AsyncFiles.lines(file)) {
            assertThat(lines.iterator().next()).isEqualTo("one");
            assertThatIllegalStateException().isThrownBy(lines::iterator);
            assertThat(lines.readLine()).isEqualTo("two");
            assertThat(lines.readLine()).isNull();
            assertThat(lines.readLine()).isNull();
        }
    }

    @LoopTest(schedules = 0)
    void theFileIsClosedWhereverTheReaderIsCancelled() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "one\ntwo\n");
        CancelEverywhere.run(victim -> {
            victim.run(() -> {
                try (FileLines lines = AsyncFiles.lines(file)) {
                    for (String line : lines) assertThat(line).isIn("one", "two");
                }
            });
            assertThat(Descriptors.of(file)).isZero();
        });
    }
}
