package dev.tuliptree.bench.report;

/** {@code pictures: COMPARISON, ...}: all pictures of these. */
final class Pictures {
    private Pictures() {}

    static String write(Request request, Shelf shelf, String folder) {
        StringBuilder lines = new StringBuilder();
        for (String name : request.list(0)) {
            shelf.named(name).ifPresent(kept -> {
                for (String what : kept.pictures().keySet()) {
                    lines.append("![").append(what).append("](").append(folder).append('/');
                    lines.append(Curves.fileName(what)).append(")\n");
                }
            });
        }
        return lines.toString();
    }
}
