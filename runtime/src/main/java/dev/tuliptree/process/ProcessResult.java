package dev.tuliptree.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** How a process has ended, and what it had to say. */
public final class ProcessResult {
    private final List<String> command;
    private final int exitCode;
    private final byte[] stdout;
    private final byte[] stderr;

    ProcessResult(List<String> command, int exitCode, byte[] stdout, byte[] stderr) {
        this.command = command;
        this.exitCode = exitCode;
        this.stdout = stdout;
        this.stderr = stderr;
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
     * What it wrote to its standard output.
     *
     * @return the bytes, not copied; none if they went elsewhere
     */
    public byte[] stdout() {
        return stdout;
    }

    /**
     * What it wrote to its standard error output.
     *
     * @return the bytes, not copied; none if they went elsewhere
     */
    public byte[] stderr() {
        return stderr;
    }

    /**
     * What it wrote to its standard output, read as UTF-8.
     *
     * @return the text; what is not UTF-8 is replaced
     */
    public String stdoutText() {
        return new String(stdout, UTF_8);
    }

    /**
     * What it wrote to its standard error output, read as UTF-8.
     *
     * @return the text; what is not UTF-8 is replaced
     */
    public String stderrText() {
        return new String(stderr, UTF_8);
    }

    /**
     * Makes an exit code other than 0 an exception.
     *
     * @return this
     * @throws ProcessFailedException if it has one
     */
    public ProcessResult check() throws ProcessFailedException {
        if (exitCode == 0) return this;
        Tail tail = new Tail();
        tail.add(stderr);
        throw new ProcessFailedException(command, exitCode, tail.text());
    }

    @Override
    public String toString() {
        return "exit code " + exitCode + ", " + stdout.length + " bytes of output, " + stderr.length
                + " bytes of errors";
    }
}
