import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import com.palantir.javaformat.java.RemoveUnusedImports;

/**
 * Holds every Java source below the root to one format: {@code check} lists the files that differ and fails, {@code
 * apply} rewrites them.
 */
void main(String[] args) throws IOException {
    boolean apply =
            switch (args[0]) {
                case "check" -> false;
                case "apply" -> true;
                default -> throw new IllegalArgumentException("-Dformat takes check or apply, not " + args[0]);
            };
    Path root = Path.of(args[1]).toRealPath();
    List<Path> sources;
    try (Stream<Path> modules = Files.list(root)) {
        sources = modules.map(module -> module.resolve("src"))
                .filter(Files::isDirectory)
                .flatMap(this::sourcesBelow)
                .sorted()
                .toList();
    }
    Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).formatJavadoc(true).build());
    List<Path> different = sources.parallelStream()
            .filter(file -> differs(formatter, file, apply))
            .map(root::relativize)
            .toList();
    if (apply || different.isEmpty()) return;
    different.forEach(file -> System.err.println("not formatted: " + file));
    System.err.println("run: mvn -q -pl format validate -Dformat=apply");
    System.exit(1);
}

Stream<Path> sourcesBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
        return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}

/** Says whether the file is not in the format, and brings it there when asked to. */
boolean differs(Formatter formatter, Path file, boolean apply) {
    try {
        String source = Files.readString(file);
        String sorted = ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(source), Style.PALANTIR);
        String formatted = formatter.formatSource(sorted);
        if (formatted.equals(source)) return false;
        if (apply) Files.writeString(file, formatted);
        return true;
    } catch (FormatterException e) {
        throw new IllegalStateException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}
