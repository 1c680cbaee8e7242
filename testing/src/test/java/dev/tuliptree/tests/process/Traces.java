package dev.tuliptree.tests.process;

import static dev.tuliptree.Async.toThread;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What processes leave behind: children, zombies included, and pipes. Sees nothing where there is no {@code /proc}. */
final class Traces {
    private static final Path PROC = Path.of("/proc");
    private static final long PATIENCE = 5_000_000_000L;

    private final int pipesBefore;

    private Traces(int pipesBefore) {
        this.pipesBefore = pipesBefore;
    }

    /** Remembers what is there now. */
    static Traces now() throws IOException {
        return new Traces(pipes());
    }

    /** Asserts that no child is left, and no more pipes than before; the system may take a moment for that. */
    void assertNone() throws Exception {
        toThread(() -> {
            long end = System.nanoTime() + PATIENCE;
            while (System.nanoTime() < end && !(children().isEmpty() && pipes() <= pipesBefore)) Thread.sleep(5);
            assertThat(children()).as("children, zombies included").isEmpty();
            assertThat(pipes()).as("open pipes").isLessThanOrEqualTo(pipesBefore);
        });
    }

    /** The children of this process, with their states. */
    static List<String> children() throws IOException {
        List<String> children = new ArrayList<>();
        if (!Files.isDirectory(PROC)) return children;
        long self = ProcessHandle.current().pid();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                try {
                    String stat = Files.readString(process.resolve("stat"));
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                    if (Long.parseLong(fields[1]) == self) {
                        children.add(stat.substring(0, stat.lastIndexOf(')') + 3));
                    }
                } catch (IOException gone) {
                    // It has ended meanwhile.
                }
            }
        }
        return children;
    }

    /** How many ends of pipes this process has open. */
    private static int pipes() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) return 0;
        int count = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : all) {
                try {
                    if (Files.readSymbolicLink(descriptor).toString().startsWith("pipe:")) count++;
                } catch (NoSuchFileException e) {
                    // It was closed meanwhile.
                }
            }
        }
        return count;
    }
}
