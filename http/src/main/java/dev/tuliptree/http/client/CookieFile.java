package dev.tuliptree.http.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.BiConsumer;

/**
 * Cookies as lines of text, in the format that Netscape had, and curl, wget and others still read: domain, whether it
 * is for all of it, path, whether it is secure, seconds since 1970 of its end or 0, name and value, with tabs between.
 */
final class CookieFile {
    /** Of files that are read: a jar full of the longest cookies is larger, and nobody has one. */
    private static final int MAX_BYTES = 8 << 20;

    private static final String HIDDEN_FROM_SCRIPTS = "#HttpOnly_";
    private static final int FIELDS = 7;

    private CookieFile() {}

    // -- writing

    static String text(Collection<StoredCookie> cookies) {
        StringBuilder text = new StringBuilder("# Netscape HTTP Cookie File\n");
        for (StoredCookie cookie : cookies) {
            String line = String.join(
                    "\t",
                    (cookie.hostOnly() ? "" : ".") + cookie.domain(),
                    flag(!cookie.hostOnly()),
                    cookie.path(),
                    flag(cookie.secure()),
                    cookie.expires().equals(Instant.MAX)
                            ? "0"
                            : String.valueOf(cookie.expires().getEpochSecond()),
                    cookie.name(),
                    cookie.value());
            // A tab inside of a field would make two of it.
            if (line.chars().filter(c -> c == '\t').count() == FIELDS - 1) {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    private static String flag(boolean value) {
        return value ? "TRUE" : "FALSE";
    }

    /** Replaces a file at once by one that only its owner can read; blocks. */
    static void write(Path file, String text) throws IOException {
        Path target = file.toAbsolutePath();
        // Made for its owner alone, as temporary files are.
        Path written = Files.createTempFile(target.getParent(), "cookies", ".tmp");
        try {
            Files.writeString(written, text, ISO_8859_1);
            Files.move(written, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    // -- reading

    /** The text of a file; blocks. */
    static String read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(
                    file + " is too large for a file of cookies, of which " + MAX_BYTES + " bytes are read");
        }
        return Files.readString(file, ISO_8859_1);
    }

    /**
     * Takes text apart.
     *
     * @param target takes each cookie as a server would set it: the URL and the value of a Set-Cookie header
     * @throws IOException if a line is none; says which
     */
    static void parse(String text, Instant now, BiConsumer<Url, String> target) throws IOException {
        int number = 0;
        for (String line : text.split("\r?\n", -1)) {
            number++;
            String cookie = line.startsWith(HIDDEN_FROM_SCRIPTS) ? line.substring(HIDDEN_FROM_SCRIPTS.length()) : line;
            if (cookie.isBlank() || cookie.startsWith("#")) {
                continue;
            }
            try {
                parse(cookie.split("\t", -1), now, target);
            } catch (IllegalArgumentException e) {
                // The line may hold a secret.
                throw new IOException("line " + number + " is no cookie: " + e.getMessage());
            }
        }
    }

    private static void parse(String[] fields, Instant now, BiConsumer<Url, String> target) {
        // An empty value may be left out.
        if (fields.length != FIELDS && fields.length != FIELDS - 1) {
            throw new IllegalArgumentException("it has " + fields.length + " fields, not " + FIELDS);
        }
        String domain = fields[0].startsWith(".") ? fields[0].substring(1) : fields[0];
        String value = fields.length == FIELDS ? fields[6] : "";
        String pair = fields[5].isEmpty() ? value : fields[5] + "=" + value;
        if ((fields[2] + pair).indexOf(';') >= 0) {
            throw new IllegalArgumentException("there is a semicolon in it");
        }
        StringBuilder header = new StringBuilder(pair).append("; Path=").append(fields[2]);
        if (fields[1].equals("TRUE")) {
            header.append("; Domain=").append(domain);
        }
        if (fields[3].equals("TRUE")) {
            header.append("; Secure");
        }
        long end = seconds(fields[4]);
        if (end != 0) {
            long left = Duration.between(now, Instant.ofEpochSecond(end)).toSeconds();
            header.append("; Max-Age=").append(left);
        }
        // Whatever was set over plain HTTP could have been set over TLS.
        String host = domain.indexOf(':') >= 0 && !domain.startsWith("[") ? "[" + domain + "]" : domain;
        target.accept(Url.of("https://" + host + "/"), header.toString());
    }

    private static long seconds(String text) {
        if (text.isEmpty() || text.length() > 12 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("it does not say when it ends");
        }
        return Long.parseLong(text);
    }
}
