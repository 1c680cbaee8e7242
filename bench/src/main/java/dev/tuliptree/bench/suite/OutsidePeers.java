package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Other runtimes' programs in a folder, built: {@code micros.tsv} lists those that measure themselves,
 * {@code peers.tsv} servers, {@code clients.tsv} clients. Those that were not built are left out when their turn comes.
 */
public final class OutsidePeers {
    private final File folder;

    private OutsidePeers(File folder) {
        this.folder = folder;
    }

    /**
     * Looks into a folder.
     *
     * @throws IOException if it cannot be looked into
     */
    public static OutsidePeers in(Path folder) throws IOException {
        return new OutsidePeers(folder.toRealPath().toFile());
    }

    List<Program> programs() throws IOException {
        List<Program> programs = new ArrayList<>();
        for (String line : lines("micros.tsv")) programs.add(Program.parse(line, folder));
        return programs;
    }

    /** The servers of a kind: echo, http or ws. Each serves one thing, at the root. */
    List<Launch> servers(String kind) throws IOException {
        List<Launch> launches = new ArrayList<>();
        for (String line : lines("peers.tsv")) {
            String[] columns = line.split("\t", -1);
            if (columns.length == 3 && columns[1].equals(kind)) {
                launches.add(new Launch("peers:" + columns[0], folder, Arrays.asList(columns[2].split(" ", -1))));
            }
        }
        return launches;
    }

    List<Entry> clients() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines("clients.tsv")) {
            String[] columns = line.split("\t", -1);
            if (columns.length == 2) {
                entries.add(new OutsideClientEntry(
                        "peers:" + columns[0], folder, Arrays.asList(columns[1].split(" ", -1))));
            }
        }
        return entries;
    }

    private List<String> lines(String file) throws IOException {
        Path path = folder.toPath().resolve(file);
        if (!Files.exists(path)) return List.of();
        return Files.readAllLines(path).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
