package dev.tuliptree.bench.report;

import dev.tuliptree.bench.compare.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code multiples: NUMBER; MEASURE, ...; WHO, ...}: what so many would take if each took what one of those measured
 * did, megabytes for bytes and seconds for microseconds.
 */
final class Multiples {
    private static final double MILLION = 1e6;

    private Multiples() {}

    static String write(Request request, Shelf shelf) {
        long count = Long.parseLong(request.list(0).getFirst());
        List<String> who = request.list(2);
        StringBuilder table = new StringBuilder();
        for (String measure : request.list(1)) {
            shelf.unit(measure).ifPresent(unit -> {
                if (table.isEmpty()) {
                    List<String> head = new ArrayList<>(List.of(String.format(Locale.ROOT, "%,d of them", count)));
                    head.addAll(who);
                    table.append(Words.head(head));
                }
                List<String> row = new ArrayList<>(List.of(measure + ", " + larger(unit)));
                for (String one : who) {
                    row.add(shelf.all()
                            .median(one, measure)
                            .map(each -> Words.number(each * count / MILLION))
                            .orElse(""));
                }
                table.append(Words.row(row));
            });
        }
        if (!table.isEmpty()) {
            table.append(
                    "\nThis is worked out, not measured: as if each of so many took what each of those measured did.\n");
        }
        return table.toString();
    }

    private static String larger(String unit) {
        return switch (unit) {
            case Sample.BYTES -> "MB";
            case Sample.CPU_MICROS -> "s of CPU";
            default -> throw new IllegalArgumentException("cannot multiply figures in " + unit);
        };
    }
}
