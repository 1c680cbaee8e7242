package dev.tuliptree.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code origins: COMPARISON, ...}: when and on what the figures were taken, and the command that takes them again. */
final class Origins {
    private Origins() {}

    static String write(Request request, Shelf shelf) {
        // Those of one run share a line.
        Map<String, String> lines = new LinkedHashMap<>();
        for (String name : request.list(0)) {
            shelf.named(name).ifPresent(kept -> lines.merge(line(kept), name, (names, next) -> names + ", " + next));
        }
        return lines.entrySet().stream()
                .map(entry -> "Measured (" + entry.getValue() + ") " + entry.getKey() + "\n")
                .collect(Collectors.joining("\n"));
    }

    private static String line(Kept kept) {
        String day = kept.condition("time").replaceAll("T.*", "");
        String disturbed = kept.condition("disturbed").equals("0")
                ? "nothing else took more than a twentieth of the core"
                : "during " + kept.condition("disturbed") + " of " + kept.condition("runs")
                        + " runs others took more than a twentieth of the core";
        return String.join(
                ", ",
                List.of(
                        day + " by `" + kept.condition("command") + "`",
                        "JDK " + kept.condition("java"),
                        kept.condition("machine"),
                        kept.condition("rounds") + " rounds of " + kept.condition("seconds") + " s after "
                                + kept.condition("warm") + " s",
                        disturbed + "."));
    }
}
