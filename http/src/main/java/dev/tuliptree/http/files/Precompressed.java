package dev.tuliptree.http.files;

import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.wire.AcceptEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compressed forms that lie beside a file: {@code app.js.br}, {@code .zst} or {@code .gz} beside {@code app.js}. One is
 * sent to clients that take it, which costs nothing but the disk. A form that is older than its file is not looked at:
 * somebody has forgotten to make it anew.
 */
record Precompressed(List<String> accepted) {
    private static final Map<String, String> ENDINGS = new LinkedHashMap<>();

    static {
        // The smallest first, as a rule.
        ENDINGS.put("br", ".br");
        ENDINGS.put("zstd", ".zst");
        ENDINGS.put("gzip", ".gz");
    }

    private static final Precompressed NONE = new Precompressed(List.of());

    /** What the client takes, of something of a type. */
    static Precompressed of(Request request, String type) {
        return MediaTypes.isCompressible(type)
                ? new Precompressed(request.headers().all("Accept-Encoding"))
                : NONE;
    }

    /**
     * What is to be sent for a file.
     *
     * @param coding how the file is coded, null if it is not
     * @param varies whether other clients get something else
     */
    record Form(
            Path file,
            BasicFileAttributes attributes,
            @Nullable String coding,
            boolean varies) {
        /** Says so in a response. */
        Response describe(Response response) {
            Response varying = varies ? response.header("Vary", "Accept-Encoding") : response;
            return coding == null || response.status() >= 300 ? varying : varying.header("Content-Encoding", coding);
        }
    }

    /** Chooses; blocks, so not for the loop's thread. */
    Form choose(Path file, BasicFileAttributes attributes, String type) throws IOException {
        Map<String, BasicFileAttributes> forms = MediaTypes.isCompressible(type) ? forms(file, attributes) : Map.of();
        String best = forms.isEmpty() ? null : AcceptEncoding.best(accepted, List.copyOf(forms.keySet()));
        BasicFileAttributes chosen = best == null ? null : forms.get(best);
        return best == null || chosen == null
                ? new Form(file, attributes, null, !forms.isEmpty())
                : new Form(beside(file, best), chosen, best, true);
    }

    private static Map<String, BasicFileAttributes> forms(Path file, BasicFileAttributes original) throws IOException {
        Map<String, BasicFileAttributes> forms = new LinkedHashMap<>();
        for (String coding : ENDINGS.keySet()) {
            Path form = beside(file, coding);
            // Asked first, since that is cheap where there is none, as there is most of the time.
            if (Files.isRegularFile(form, LinkOption.NOFOLLOW_LINKS)) {
                BasicFileAttributes attributes =
                        Files.readAttributes(form, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.lastModifiedTime().compareTo(original.lastModifiedTime()) >= 0) {
                    forms.put(coding, attributes);
                }
            }
        }
        return forms;
    }

    private static Path beside(Path file, String coding) {
        return file.resolveSibling(file.getFileName() + ENDINGS.get(coding));
    }
}
