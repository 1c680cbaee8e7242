package dev.tuliptree.bench.report;

import dev.tuliptree.bench.compare.Sample;
import java.util.List;
import java.util.Locale;

/** Figures and rows as they stand in Markdown. */
final class Words {
    private Words() {}

    /** Three digits that say something, and no fraction from a hundred on. */
    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 99.95 ? "%,.0f" : size >= 9.995 ? "%.1f" : size >= 0.9995 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    /** How many times. */
    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String unit(String unit) {
        return switch (unit) {
            case Sample.CPU_MICROS -> "µs of CPU";
            case Sample.MICROS -> "µs";
            case Sample.PER_SECOND -> "a second";
            case "cpu-s" -> "s of CPU";
            default -> unit;
        };
    }

    /** A row of a table. */
    static String row(List<String> cells) {
        StringBuilder row = new StringBuilder("|");
        for (String cell : cells) row.append(cell.isEmpty() ? " |" : " " + cell.replace("|", "\\|") + " |");
        return row.append('\n').toString();
    }

    /** The first two rows of a table. */
    static String head(List<String> cells) {
        return row(cells) + "|" + "---|".repeat(cells.size()) + "\n";
    }
}
