package dev.tuliptree.tests.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What this process holds open, where the system says so. */
final class Descriptors {
    private Descriptors() {}

    /** How many descriptors of a file, or of what is below a directory, are open; 0 where that is not known. */
    static long of(Path path) throws IOException {
        Path all = Path.of("/proc/self/fd");
        if (!Files.isDirectory(all)) return 0;
        long count = 0;
        Path real = path.toRealPath();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(all)) {
            for (Path descriptor : descriptors) {
                try {
                    if (Files.readSymbolicLink(descriptor).startsWith(real)) count++;
                } catch (NoSuchFileException e) {
                    // It was closed meanwhile.
                }
            }
        }
        return count;
    }
}
