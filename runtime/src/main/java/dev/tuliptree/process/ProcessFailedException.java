package dev.tuliptree.process;

import java.io.IOException;
import java.io.Serial;
import java.util.List;

/** Raised where {@link Command#check()} was asked for and the process has ended with another exit code than 0. */
public final class ProcessFailedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MOST_SHOWN = 200;

    private final int exitCode;
    private final String stderrTail;

    ProcessFailedException(List<String> command, int exitCode, String stderrTail) {
        super(shown(command) + " ended with exit code " + exitCode
                + (stderrTail.isBlank() ? "" : "; the last it said: " + stderrTail.strip()));
        this.exitCode = exitCode;
        this.stderrTail = stderrTail;
    }

    private static String shown(List<String> command) {
        String line = String.join(" ", command);
        return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "...";
    }

    /**
     * How it ended.
     *
     * @return its exit code: see {@link Subprocess#await()}
     */
    public int exitCode() {
        return exitCode;
    }

    /**
     * The end of what it wrote to its standard error output.
     *
     * @return at most 4 KiB of text; empty if that output did not pass through this program
     */
    public String stderrTail() {
        return stderrTail;
    }
}
