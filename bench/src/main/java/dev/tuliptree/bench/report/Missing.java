package dev.tuliptree.bench.report;

import java.util.List;

/** {@code missing: COMPARISON, ...}: those of which no figures are kept, and the command that takes them. */
final class Missing {
    private Missing() {}

    static String write(Request request, Shelf shelf) {
        List<String> names = request.list(0).stream()
                .filter(name -> shelf.named(name).isEmpty())
                .toList();
        if (names.isEmpty()) return "";
        return "Not measured yet: `./tuliptree bench " + String.join(" ", names) + " --keep` does that.\n";
    }
}
