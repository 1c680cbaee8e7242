package dev.tuliptree.tests.file;

import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.file.AsyncFiles;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.io.TempDir;

/** A file is read and written as a whole in one call. */
class WholeFileTest {
    @TempDir
    Path directory;

    @LoopTest
    void whatWasWrittenIsReadBack() throws Exception {
        Path file = directory.resolve("poem");
        AsyncFiles.writeString(file, "Tulpe, žluťoučký\n");
        AsyncFiles.append(file, "second line\n");
        assertThat(AsyncFiles.readString(file)).isEqualTo("Tulpe, žluťoučký\nsecond line\n");
        AsyncFiles.write(file, new byte[] {1, 2, 3});
        assertThat(AsyncFiles.readAllBytes(file)).containsExactly(1, 2, 3);
    }

    @LoopTest(schedules = 0)
    void largeOnesArriveWhole() throws Exception {
        byte[] bytes = new byte[3_000_000];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (i * 31);
        Path file = directory.resolve("large");
        AsyncFiles.write(file, bytes);
        assertThat(AsyncFiles.readAllBytes(file)).isEqualTo(bytes);
    }

    @LoopTest(schedules = 0)
    void aFileBeyondTheLimitIsRefused() throws Exception {
        Path file = directory.resolve("file");
        for (int limit : new int[] {0, 1, 8 * 1024, 100_000}) {
            Files.write(file, new byte[limit]);
            assertThat(AsyncFiles.readAllBytes(file, limit)).hasSize(limit);
            Files.write(file, new byte[limit + 1]);
            assertThatIOException()
                    .isThrownBy(() -> AsyncFiles.readAllBytes(file, limit))
                    .withMessageContaining("more than the limit of " + limit + " bytes");
        }
    }

    @LoopTest(schedules = 0)
    void aFileThatClaimsToBeEmptyIsReadToItsEnd() throws Exception {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) assertThat(AsyncFiles.readString(status)).contains("VmRSS");
    }

    @LoopTest(schedules = 0)
    void textMustBeText() throws Exception {
        Path file = directory.resolve("file");
        AsyncFiles.write(file, new byte[] {'a', (byte) 0xff});
        assertThatIOException()
                .isThrownBy(() -> AsyncFiles.readString(file))
                .withMessageContaining("not text in UTF-8");
    }

    @LoopTest(schedules = 0)
    void optionsSayHowItIsOpened() throws Exception {
        Path file = directory.resolve("file");
        AsyncFiles.writeString(file, "old", StandardOpenOption.CREATE_NEW);
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> AsyncFiles.writeString(file, "new", StandardOpenOption.CREATE_NEW));
        assertThat(AsyncFiles.readString(file)).isEqualTo("old");
    }

    @LoopTest
    void failuresAreThoseOfTheJdkAndSayWhereTheyWereAwaited() {
        Path file = directory.resolve("nowhere");
        assertThatThrownBy(() -> AsyncFiles.readString(file))
                .isInstanceOf(NoSuchFileException.class)
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("awaited by task main"));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> AsyncFiles.lines(file));
    }
}
