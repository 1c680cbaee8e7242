package dev.tuliptree.tests.file;

import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.file.AsyncFiles;
import dev.tuliptree.file.TemporaryDirectory;
import dev.tuliptree.file.TemporaryFile;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Temporary files and directories are gone when they are closed, whatever happens in between. */
class TemporaryTest {
    @LoopTest(schedules = 0)
    void aFileIsThereUntilItIsClosed() throws Exception {
        Path path;
        try (TemporaryFile temporary = AsyncFiles.temporaryFile("tulip", ".txt")) {
            path = temporary.path();
            temporary.file().write(new byte[10]);
            assertThat(Files.size(path)).isEqualTo(10);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
        }
        assertThat(path.getFileName().toString()).startsWith("tulip").endsWith(".txt");
        assertThat(path).doesNotExist();
    }

    @LoopTest(schedules = 0)
    void aDirectoryGoesWithAllItHolds() throws Exception {
        Path path;
        try (TemporaryDirectory temporary = AsyncFiles.temporaryDirectory("tulip")) {
            path = temporary.path();
            AsyncFiles.createDirectories(path.resolve("a/b"));
            AsyncFiles.writeString(path.resolve("a/b/c"), "text");
        }
        assertThat(path).doesNotExist();
    }

    @LoopTest(schedules = 0)
    void theyGoWhereverTheTaskIsCancelled() throws Exception {
        String prefix = "tulip-cancelled-" + System.nanoTime();
        List<Path> made = new ArrayList<>();
        CancelEverywhere.run(victim -> {
            victim.run(() -> {
                try (TemporaryFile file = AsyncFiles.temporaryFile(prefix, "");
                        TemporaryDirectory directory = AsyncFiles.temporaryDirectory(prefix)) {
                    made.add(file.path());
                    AsyncFiles.writeString(directory.path().resolve("inner"), "text");
                }
            });
        });
        assertThat(made).isNotEmpty();
        try (var left = Files.newDirectoryStream(made.getFirst().getParent(), prefix + "*")) {
            assertThat(left).isEmpty();
        }
    }
}
