package dev.tuliptree.tests.fault;

import static dev.tuliptree.Async.*;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The sockets that this process holds open, where the system says so. */
final class Sockets {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private Sockets() {}

    /** How many there are; 0 where that is not known. */
    static int open() throws IOException {
        if (!Files.isDirectory(DESCRIPTORS)) return 0;
        int count = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : all) {
                try {
                    if (Files.readSymbolicLink(descriptor).toString().startsWith("socket:")) count++;
                } catch (NoSuchFileException e) {
                    // It was closed meanwhile.
                }
            }
        }
        return count;
    }

    /** Waits until there are no more than so many: the loop gives them back in its next round. */
    static int openAfterSomeRounds(int atMost) throws IOException {
        int open = open();
        for (int i = 0; i < 100 && open > atMost; i++) {
            loop().waitAllTasksBlocked();
            open = open();
        }
        return open;
    }
}
