package dev.tuliptree.http.files;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The content type of a file, by the end of its name, and what it is good for. */
public final class MediaTypes {
    private static final String UNKNOWN = "application/octet-stream";
    private static final Map<String, String> TYPES = new TreeMap<>();

    static {
        // Text says how it is encoded, or browsers guess.
        add("text/html; charset=utf-8", "html", "htm");
        add("text/css; charset=utf-8", "css");
        add("text/javascript; charset=utf-8", "js", "mjs");
        add("text/plain; charset=utf-8", "txt", "log", "java", "py");
        add("text/markdown; charset=utf-8", "md");
        add("text/csv; charset=utf-8", "csv");
        add("text/calendar; charset=utf-8", "ics");
        add("text/vtt; charset=utf-8", "vtt");
        add("application/json", "json", "map");
        add("application/manifest+json", "webmanifest");
        add("application/xml", "xml", "xsl");
        add("application/atom+xml", "atom");
        add("application/rss+xml", "rss");
        add("application/pdf", "pdf");
        add("application/wasm", "wasm");
        add("application/zip", "zip");
        add("application/gzip", "gz", "tgz");
        add("application/x-tar", "tar");
        add("application/java-archive", "jar");
        add("image/png", "png");
        add("image/jpeg", "jpg", "jpeg");
        add("image/gif", "gif");
        add("image/webp", "webp");
        add("image/avif", "avif");
        add("image/svg+xml", "svg");
        add("image/bmp", "bmp");
        add("image/vnd.microsoft.icon", "ico");
        add("font/woff", "woff");
        add("font/woff2", "woff2");
        add("font/ttf", "ttf");
        add("font/otf", "otf");
        add("audio/mpeg", "mp3");
        add("audio/ogg", "ogg", "oga", "opus");
        add("audio/wav", "wav");
        add("audio/flac", "flac");
        add("audio/mp4", "m4a");
        add("video/mp4", "mp4", "m4v");
        add("video/webm", "webm");
        add("video/ogg", "ogv");
        add("video/quicktime", "mov");
    }

    /** What compresses well besides text. */
    private static final Set<String> COMPRESSIBLE = Set.of(
            "application/json",
            "application/javascript",
            "application/xml",
            "application/wasm",
            "application/manifest+json",
            "application/x-ndjson",
            "image/svg+xml",
            "image/bmp",
            "font/ttf",
            "font/otf");

    private MediaTypes() {}

    private static void add(String type, String... endings) {
        for (String ending : endings) {
            TYPES.put(ending, type);
        }
    }

    /** The type of a file with this name. */
    public static String of(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, UNKNOWN);
    }

    /** Whether things of a type are likely to get much smaller when they are compressed. */
    public static boolean isCompressible(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.endsWith("+json")
                || type.endsWith("+xml")
                || COMPRESSIBLE.contains(type);
    }
}
