package dev.tuliptree.bench.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The programs of other runtimes that a folder holds. */
public final class Peers {
    private static final String LIST = "micros.tsv";

    private Peers() {}

    /**
     * Reads which there are.
     *
     * @param folder the folder
     * @return the programs; some of them may not have been built
     * @throws IOException if the list cannot be read
     */
    public static List<Program> in(File folder) throws IOException {
        File root = folder.getCanonicalFile();
        return Files.readAllLines(root.toPath().resolve(LIST)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Program.parse(line, root))
                .toList();
    }
}
