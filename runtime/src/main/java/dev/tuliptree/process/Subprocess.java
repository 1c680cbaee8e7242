package dev.tuliptree.process;

import dev.tuliptree.Awaitable;
import dev.tuliptree.loop.Closeables;
import dev.tuliptree.loop.WorkerThreads;
import dev.tuliptree.net.ReceiveStream;
import dev.tuliptree.net.SendStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A child process that runs, and the pipes to it. After Trio's {@code Process} and asyncio's.
 *
 * <pre>{@code
 * try (Subprocess sort = Subprocess.command("sort").start()) {
 *     sort.stdin().sendAll("tulip\ntree\n".getBytes());
 *     sort.stdin().close();
 *     for (String line : sort.stdout().reader().lines()) IO.println(line);
 *     sort.await();
 * }
 * }</pre>
 *
 * <p>It does not outlive its block: {@link #close()} ends it if it has not ended. Loop thread only, but for
 * {@link #command} and {@link #shell}.
 */
public final class Subprocess implements Awaitable<Integer>, AutoCloseable {
    private final Command command;
    private final Process process;
    private final Exit exit;
    private final @Nullable SendStream stdin;
    private final @Nullable ReceiveStream stdout;
    private final @Nullable ReceiveStream stderr;
    private final Closeables.Watch watch;

    private Subprocess(Command command, Launch.Started started) {
        this.command = command;
        process = started.process();
        exit = new Exit(process);
        ChildPipe in = started.in();
        ChildPipe out = started.out();
        ChildPipe err = started.err();
        stdin = in == null ? null : in.sender("the standard input of " + this);
        stdout = out == null ? null : out.receiver("the standard output of " + this);
        stderr = err == null ? null : err.receiver("the standard error output of " + this);
        watch = Closeables.opened(this, toString());
    }

    // -- making one

    /**
     * A command. No shell sees it: what stands in a word arrives as it is.
     *
     * @param words the program, looked for along {@code PATH}, and its arguments
     * @return the command, to be run
     */
    public static Command command(String... words) {
        return new Command(List.of(words));
    }

    /**
     * As {@link #command(String...)}.
     *
     * @param words the program and its arguments
     * @return the command, to be run
     */
    public static Command command(List<String> words) {
        return new Command(words);
    }

    /**
     * A line for the system's shell: {@code sh}, or {@code cmd.exe} on Windows. Never put into it what comes from
     * outside: the shell would run it. What it starts is not ended along with it unless
     * {@link Command#stopDescendants()} says so.
     *
     * @param line what to run
     * @return the command, to be run
     */
    public static Command shell(String line) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return windows ? command("cmd.exe", "/c", line) : command("sh", "-c", line);
    }

    static Subprocess start(Command command, Command.Streams streams) throws IOException {
        return new Subprocess(command, WorkerThreads.run(Launch.THREADS, () -> Launch.start(command, streams)));
    }

    // -- talking to it

    /**
     * What it reads. It sees the end of its input when this is closed. Sending to a process that reads no more fails
     * with an {@link IOException}. Not a checkpoint.
     *
     * @return the stream
     * @throws IllegalStateException if its standard input is not piped
     */
    public SendStream stdin() {
        if (stdin == null) throw notPiped("stdin");
        return stdin;
    }

    /**
     * What it writes. It ends when the process, and whoever else it gave its output to, has closed it. Not a
     * checkpoint.
     *
     * @return the stream
     * @throws IllegalStateException if its standard output is not piped
     */
    public ReceiveStream stdout() {
        if (stdout == null) throw notPiped("stdout");
        return stdout;
    }

    /**
     * What it writes to its standard error output; as {@link #stdout()}.
     *
     * @return the stream
     * @throws IllegalStateException if its standard error output is not piped, or is merged with its output
     */
    public ReceiveStream stderr() {
        if (stderr == null) throw notPiped("stderr");
        return stderr;
    }

    private static IllegalStateException notPiped(String which) {
        return new IllegalStateException(which + " of this process is not piped: see Command." + which + "(...)");
    }

    /**
     * As {@link #communicate(byte[])}, with nothing to send.
     *
     * @return how it ended and what it wrote
     * @throws IOException if it writes more than the limit
     */
    public ProcessResult communicate() throws IOException {
        return communicate(new byte[0]);
    }

    /**
     * Sends what it shall read, and collects what it writes, all at once, so that neither waits for the other; then
     * waits for its end. As asyncio's {@code communicate}. A checkpoint; cancelled, it leaves the process running, and
     * has lost what it had collected.
     *
     * @param input what to send, followed by the end of the stream; the process need not read it all
     * @return how it ended, and what it wrote to the outputs that are piped, up to their ends
     * @throws IOException if it writes more to one than {@link Command#captureLimit} allows
     */
    public ProcessResult communicate(byte[] input) throws IOException {
        return Execution.communicate(this, command, input);
    }

    @Nullable
    SendStream stdinOrNull() {
        return stdin;
    }

    @Nullable
    ReceiveStream stdoutOrNull() {
        return stdout;
    }

    @Nullable
    ReceiveStream stderrOrNull() {
        return stderr;
    }

    // -- its end

    /**
     * Suspends the current task until the process has ended. Its pipes may still hold what it wrote. A checkpoint;
     * cancelled, it leaves the process running. Any number of tasks may wait.
     *
     * @return its exit code; 128 more than the number of the signal that ended it, as shells have it
     */
    @Override
    public Integer await() {
        return exit.await();
    }

    /**
     * How it ended, if it has. Not a checkpoint.
     *
     * @return its exit code, empty while it runs
     */
    public OptionalInt exitCode() {
        return exit.now();
    }

    /**
     * The system's number for it. It may be another process's some time after this one has ended. Not a checkpoint.
     *
     * @return the number
     */
    public long pid() {
        return process.pid();
    }

    /** Asks it to end: SIGTERM, or the like. Does nothing if it has ended. Not a checkpoint. */
    public void terminate() {
        // Not that of Process, which closes the pipes as well: there may be last words in them.
        process.toHandle().destroy();
    }

    /** Ends it without asking: SIGKILL, or the like. Does nothing if it has ended. Not a checkpoint. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /**
     * Sends it a signal. Does nothing if it has ended. A checkpoint, as the JDK has no such call and the shell has to
     * be asked; {@link #terminate()} and {@link #kill()} are quicker.
     *
     * @param name the signal's name, such as {@code HUP}
     * @throws IOException if the shell cannot be asked
     * @throws IllegalArgumentException if there is no such signal
     */
    public void signal(String name) throws IOException {
        String plain = name.startsWith("SIG") ? name.substring(3) : name;
        if (!plain.matches("[A-Z0-9+-]+") || plain.startsWith("-")) throw noSuchSignal(name);
        boolean sent = WorkerThreads.run(Launch.THREADS, () -> Kill.send(process, plain));
        if (!sent) throw noSuchSignal(name);
    }

    private static IllegalArgumentException noSuchSignal(String name) {
        return new IllegalArgumentException("there is no signal " + name.toUpperCase(Locale.ROOT) + " here");
    }

    /**
     * Ends it, if it has not ended, and closes its pipes. It gets the end of its input and SIGTERM; when it has not
     * ended after the {@linkplain Command#grace grace period}, it is killed. Suspends until it has ended, also in a
     * cancelled task. Idempotent.
     */
    @Override
    public void close() {
        watch.closed();
        try {
            if (stdin != null) stdin.close();
            new Stopping(process, exit, command).run();
        } finally {
            if (stdout != null) stdout.close();
            if (stderr != null) stderr.close();
        }
    }

    @Override
    public String toString() {
        return "process " + process.pid() + " (" + command.words().getFirst() + ")";
    }
}
