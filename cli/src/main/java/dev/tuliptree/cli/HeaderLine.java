package dev.tuliptree.cli;

import java.util.List;
import java.util.function.BiConsumer;

/** Header lines as they are written on a command line: {@code Name: value}. */
final class HeaderLine {
    private HeaderLine() {}

    /**
     * Takes lines apart.
     *
     * @throws IllegalArgumentException if there is no colon in one
     */
    static void addTo(BiConsumer<String, String> request, List<String> lines) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("-H takes 'Name: value', not '" + line + "'");
            }
            request.accept(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
    }
}
