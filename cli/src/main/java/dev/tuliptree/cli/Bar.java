package dev.tuliptree.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how far a download has come, once it is large enough to be waited for. */
final class Bar {
    private static final int WIDTH = 30;
    private static final long LARGE = 1 << 20;

    private final @Nullable PrintStream out;
    private String shown = "";

    Bar(@Nullable PrintStream out) {
        this.out = out;
    }

    /** A bar if there is a terminal to show it on; otherwise one that shows nothing. */
    static Bar of(@Nullable Console console) {
        return new Bar(console != null && console.isTerminal() ? System.err : null);
    }

    /**
     * So much is here.
     *
     * @param total how much there will be, -1 if nobody knows
     */
    void moved(long bytes, long total) {
        if (out == null || Math.max(bytes, total) < LARGE) {
            return;
        }
        String line = line(bytes, total);
        if (!line.equals(shown)) {
            shown = line;
            out.print("\r" + line);
            out.flush();
        }
    }

    static String line(long bytes, long total) {
        String megabytes = String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
        if (total <= 0) {
            return megabytes;
        }
        int filled = (int) (WIDTH * bytes / total);
        return "[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + 100 * bytes / total + "% of "
                + String.format(Locale.ROOT, "%.1f MB", total / 1e6);
    }

    /** Leaves the line, if one was shown. */
    void end() {
        if (out != null && !shown.isEmpty()) {
            out.println();
        }
    }
}
