package dev.tuliptree.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** BENCHMARKS.md and its pictures, as the figures that are kept give them. */
public final class Report {
    /** Where the figures and the pictures lie, below the root of the repository. */
    public static final String FOLDER = "bench/results";

    private static final String DOCUMENT = "BENCHMARKS.md";
    private static final String PICTURE = ".svg";

    private final Path root;
    private final Shelf shelf;

    private Report(Path root, Shelf shelf) {
        this.root = root;
        this.shelf = shelf;
    }

    /**
     * Reads all figures.
     *
     * @param root the root of the repository
     * @throws IOException if a file of them cannot be read
     */
    public static Report of(Path root) throws IOException {
        return new Report(root, new Shelf(Kept.readAll(root.resolve(FOLDER))));
    }

    /**
     * What the files should hold; nothing for one that should not be there.
     *
     * @throws IOException if the files that are there cannot be read
     * @throws IllegalArgumentException if marks of BENCHMARKS.md ask for what there is not, or lack their partners
     */
    private Map<Path, Optional<String>> wanted() throws IOException {
        Map<Path, Optional<String>> wanted = new LinkedHashMap<>();
        Path folder = root.resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(PICTURE))
                        .forEach(file -> wanted.put(file, Optional.empty()));
            }
        }
        for (Kept kept : shelf.kept()) {
            kept.pictures().forEach((what, svg) -> wanted.put(folder.resolve(Curves.fileName(what)), Optional.of(svg)));
        }
        Path document = root.resolve(DOCUMENT);
        wanted.put(document, Optional.of(Marks.fill(Files.readString(document), this::block)));
        return wanted;
    }

    private String block(Request request) {
        return switch (request.kind()) {
            case "medians" -> Medians.write(request, shelf);
            case "spreads" -> Spreads.write(request, shelf);
            case "goals" -> Verdicts.write(request, shelf);
            case "origins" -> Origins.write(request, shelf);
            case "pictures" -> Pictures.write(request, shelf, FOLDER);
            case "missing" -> Missing.write(request, shelf);
            case "scaling" -> Scaling.write(request, shelf);
            case "multiples" -> Multiples.write(request, shelf);
            default ->
                throw new IllegalArgumentException("no kind of text: '" + request.kind()
                        + "'; there are medians, spreads, goals, origins, missing, pictures, scaling and multiples");
        };
    }

    /**
     * The files that are not what the figures give.
     *
     * @throws IOException if they cannot be read
     * @throws IllegalArgumentException if BENCHMARKS.md has marks that cannot be filled; the message says which
     */
    public List<Path> stale() throws IOException {
        List<Path> stale = new ArrayList<>();
        for (Map.Entry<Path, Optional<String>> file : wanted().entrySet()) {
            if (!file.getValue().equals(read(file.getKey()))) stale.add(file.getKey());
        }
        return stale;
    }

    private static Optional<String> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /**
     * Writes what is stale, and deletes pictures whose figures are gone.
     *
     * @return what was written or deleted
     * @throws IOException if it cannot be
     * @throws IllegalArgumentException as {@link #stale} does
     */
    public List<Path> write() throws IOException {
        List<Path> stale = stale();
        Map<Path, Optional<String>> wanted = wanted();
        for (Path file : stale) {
            Optional<String> content = wanted.getOrDefault(file, Optional.empty());
            if (content.isPresent()) Files.writeString(file, content.get());
            else Files.deleteIfExists(file);
        }
        return stale;
    }
}
