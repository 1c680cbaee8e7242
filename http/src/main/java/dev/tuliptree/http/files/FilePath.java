package dev.tuliptree.http.files;

import dev.tuliptree.http.wire.PercentCoding;
import dev.tuliptree.http.wire.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request below the place where files are served: names that are safe to look for, on any system.
 *
 * <p>It is decoded once, after it was split. Then nothing is resolved or cleaned up: a name that could mean more than
 * itself, on whatever system, makes the whole path one that is not served. Names that begin with a dot are not served
 * either, lest a folder's {@code .git} or {@code .env} be; {@code .well-known} is (RFC 8615).
 *
 * @param names what stands between the slashes, decoded
 * @param isFolder whether it ends in a slash, or is empty
 */
record FilePath(List<String> names, boolean isFolder) {
    /** What is served for a folder. */
    static final String INDEX = "index.html";

    /**
     * Takes a path apart.
     *
     * @param path as it was sent: begins with a slash
     * @param skipped how many of its first segments lead to the place
     * @return null if it is not one that is served
     */
    static @Nullable FilePath of(String path, int skipped) throws ProtocolException {
        String[] parts = path.substring(1).split("/", -1);
        boolean isFolder = parts[parts.length - 1].isEmpty();
        List<String> names = new ArrayList<>(parts.length);
        for (int i = skipped; i < parts.length - (isFolder ? 1 : 0); i++) {
            String name = PercentCoding.decode(parts[i]);
            if (!isSafe(name)) {
                return null;
            }
            names.add(name);
        }
        return new FilePath(List.copyOf(names), isFolder);
    }

    private static boolean isSafe(String name) {
        if (name.isEmpty() || (name.startsWith(".") && !name.equals(".well-known"))) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            // Separators, and what Windows takes for drives, streams and devices.
            if (c < ' ' || c == 0x7f || c == '/' || c == '\\' || c == ':') {
                return false;
            }
        }
        // Windows drops these, so that the name would stand for another one.
        char last = name.charAt(name.length() - 1);
        return last != '.' && last != ' ';
    }

    /** The names that lead to the file itself: to a folder's index, if it is one. */
    List<String> fileNames() {
        if (!isFolder) {
            return names;
        }
        List<String> all = new ArrayList<>(names);
        all.add(INDEX);
        return all;
    }

    /** The name of the file itself. */
    String fileName() {
        return isFolder ? INDEX : names.getLast();
    }

    /**
     * The last part of the address of this folder, for a redirect that adds the slash. It is relative, and encoded
     * anew, so it cannot lead to another site.
     */
    String withSlash() {
        return "./" + PercentCoding.encode(names.getLast()) + "/";
    }

    @Override
    public String toString() {
        return names.stream().collect(Collectors.joining("/")) + (isFolder ? "/" : "");
    }
}
