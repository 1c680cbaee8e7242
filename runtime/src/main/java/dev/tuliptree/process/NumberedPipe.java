package dev.tuliptree.process;

import java.io.File;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A pipe together with a name in the file system, by which a child can be given one of its ends.
 *
 * <p>On Linux, opening {@code /proc/self/fd/N} opens the pipe behind descriptor N once more, at whichever end the mode
 * says, and without the non-blocking mode of the first opening, which a child would not expect. The JDK does not tell
 * the number of a channel's descriptor. But it can be found: every pipe has an identity of its own, which the link
 * shows, so a pipe that is there after the opening and was not before is the new one, if there is only one. If another
 * thread has opened one at the same time, the next try is likely to succeed.
 *
 * @param pipe the pipe
 * @param name what to open in its stead
 */
record NumberedPipe(Pipe pipe, File name) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int TRIES = 20;

    /** Opens one; empty where that cannot be done. Blocks for a moment. */
    static synchronized Optional<NumberedPipe> open() throws IOException {
        if (!Files.isReadable(DESCRIPTORS)) return Optional.empty();
        for (int i = 0; i < TRIES; i++) {
            Map<String, Path> before = pipes();
            Pipe pipe = Pipe.open();
            boolean found = false;
            try {
                Map<String, Path> now = pipes();
                now.keySet().removeAll(before.keySet());
                found = now.size() == 1;
                if (found) {
                    File name = now.values().iterator().next().toFile();
                    return Optional.of(new NumberedPipe(pipe, name));
                }
            } finally {
                if (!found) close(pipe);
            }
        }
        return Optional.empty();
    }

    private static void close(Pipe pipe) throws IOException {
        pipe.source().close();
        pipe.sink().close();
    }

    void close() throws IOException {
        close(pipe);
    }

    /** The pipes that this process has open: for each one, by its identity, the name of one of its descriptors. */
    private static Map<String, Path> pipes() throws IOException {
        Map<String, Path> pipes = new HashMap<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                try {
                    String identity = Files.readSymbolicLink(descriptor).toString();
                    if (identity.startsWith("pipe:")) pipes.put(identity, descriptor);
                } catch (NoSuchFileException e) {
                    // It was closed meanwhile.
                }
            }
        }
        return pipes;
    }
}
