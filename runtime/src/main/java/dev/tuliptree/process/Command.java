package dev.tuliptree.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What to run, and how: see {@link Subprocess#command} and {@link Subprocess#shell}. Each method that changes something
 * returns another command and leaves this one as it is. Any thread, but for {@link #run()}, {@link #capture()} and
 * {@link #start()}, which are for tasks of a loop.
 *
 * <p>Where a standard stream is not spoken of, it depends on how the command is used:
 *
 * <table>
 *   <caption>Standard streams by default</caption>
 *   <tr><th></th><th>input</th><th>output</th><th>error output</th></tr>
 *   <tr><th>{@code run()}</th><td>nothing</td><td>inherited</td><td>inherited</td></tr>
 *   <tr><th>{@code capture()}</th><td>nothing</td><td>collected</td><td>collected</td></tr>
 *   <tr><th>{@code start()}</th><td>piped</td><td>piped</td><td>piped</td></tr>
 * </table>
 */
public final class Command {
    /** How much of each output is collected at most, unless something else is said: 64 MiB. */
    public static final int DEFAULT_CAPTURE_LIMIT = 64 * 1024 * 1024;

    /** How long a process has to end after it was asked to, unless something else is said. */
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

    // Changed in copies only, before anyone else sees them.
    private final List<String> words;
    private Map<String, Optional<String>> environment = Map.of();
    private boolean emptyEnvironment;
    private @Nullable Path directory;
    private @Nullable Stdio stdin;
    private @Nullable Stdio stdout;
    private @Nullable Stdio stderr;
    private boolean mergesErrors;
    private byte @Nullable [] input;
    private boolean checks;
    private boolean stopsDescendants;
    private int captureLimit = DEFAULT_CAPTURE_LIMIT;
    private Duration grace = DEFAULT_GRACE;

    Command(List<String> words) {
        if (words.isEmpty()) throw new IllegalArgumentException("a command has at least one word");
        this.words = List.copyOf(words);
    }

    private Command(Command other, Consumer<Command> change) {
        words = other.words;
        environment = other.environment;
        emptyEnvironment = other.emptyEnvironment;
        directory = other.directory;
        stdin = other.stdin;
        stdout = other.stdout;
        stderr = other.stderr;
        mergesErrors = other.mergesErrors;
        input = other.input;
        checks = other.checks;
        stopsDescendants = other.stopsDescendants;
        captureLimit = other.captureLimit;
        grace = other.grace;
        change.accept(this);
    }

    private Command with(Consumer<Command> change) {
        return new Command(this, change);
    }

    // -- its surroundings

    /**
     * Sets a variable of its environment, which otherwise is this process's.
     *
     * @param name the variable
     * @param value its value
     * @return the command with it
     */
    public Command environment(String name, String value) {
        return variable(name, Optional.of(value));
    }

    /**
     * Takes a variable out of its environment.
     *
     * @param name the variable
     * @return the command without it
     */
    public Command withoutEnvironment(String name) {
        return variable(name, Optional.empty());
    }

    private Command variable(String name, Optional<String> value) {
        Map<String, Optional<String>> changed = new LinkedHashMap<>(environment);
        changed.put(name, value);
        return with(copy -> copy.environment = changed);
    }

    /**
     * Keeps this process's environment from it, but for what {@link #environment} sets.
     *
     * @return the command with an empty environment
     */
    public Command emptyEnvironment() {
        return with(copy -> {
            copy.emptyEnvironment = true;
            copy.environment = Map.of();
        });
    }

    /**
     * Sets where it is run.
     *
     * @param directory its working directory
     * @return the command run there
     */
    public Command directory(Path directory) {
        return with(copy -> copy.directory = directory);
    }

    // -- its standard streams

    /**
     * Sets what its standard input is.
     *
     * @param stdin where it comes from
     * @return the command with that
     */
    public Command stdin(Stdio stdin) {
        return with(copy -> {
            copy.stdin = stdin;
            copy.input = null;
        });
    }

    /**
     * Sets what its standard output is.
     *
     * @param stdout where it goes
     * @return the command with that
     */
    public Command stdout(Stdio stdout) {
        return with(copy -> copy.stdout = stdout);
    }

    /**
     * Sets what its standard error output is.
     *
     * @param stderr where it goes
     * @return the command with that
     */
    public Command stderr(Stdio stderr) {
        return with(copy -> copy.stderr = stderr);
    }

    /**
     * Has its standard error output go where its standard output goes, in the order it writes them.
     *
     * @return the command with that
     */
    public Command mergeErrors() {
        return with(copy -> copy.mergesErrors = true);
    }

    /**
     * Sets what {@link #run()} and {@link #capture()} send to its standard input, followed by the end of the stream. It
     * need not read it all.
     *
     * @param input the bytes; not to be changed from now on
     * @return the command with that
     */
    public Command input(byte[] input) {
        return with(copy -> {
            copy.stdin = Stdio.PIPED;
            copy.input = input;
        });
    }

    /**
     * As {@link #input(byte[])}, for text, which is sent as UTF-8.
     *
     * @param input the text
     * @return the command with that
     */
    public Command input(String input) {
        return input(input.getBytes(UTF_8));
    }

    // -- its end

    /**
     * Has {@link #run()} and {@link #capture()} throw a {@link ProcessFailedException} if it ends with another exit
     * code than 0. {@link #run()} then passes its error output on itself, unless that goes elsewhere, to be able to
     * quote its end.
     *
     * @return the command with that
     */
    public Command check() {
        return with(copy -> copy.checks = true);
    }

    /**
     * Sets how much is collected.
     *
     * @param bytes how many bytes of each output at most; a process that writes more is ended
     * @return the command with that
     */
    public Command captureLimit(int bytes) {
        if (bytes < 0) throw new IllegalArgumentException("the limit must not be negative: " + bytes);
        return with(copy -> copy.captureLimit = bytes);
    }

    /**
     * Sets how long it may go on after it was asked to end, by SIGTERM, before it is killed.
     *
     * @param grace how long; zero has it killed at once
     * @return the command with that
     */
    public Command grace(Duration grace) {
        return with(copy -> copy.grace = grace);
    }

    /**
     * Has processes that it started, and those that they did, ended along with it when it is cancelled or closed before
     * its end, as far as they can be found: one whose parent has ended cannot. Without this they are left alone. For
     * shells in particular, which start what they are told to.
     *
     * @return the command with that
     */
    public Command stopDescendants() {
        return with(copy -> copy.stopsDescendants = true);
    }

    // -- using it

    /**
     * Runs it to its end. A checkpoint; cancelled, it ends the process and waits for that.
     *
     * @return its exit code: see {@link Subprocess#await()}
     * @throws ProcessFailedException if that is not 0 and {@link #check()} was asked for
     * @throws IOException if it cannot be started
     */
    public int run() throws IOException {
        return Execution.run(this);
    }

    /**
     * Runs it to its end and collects what it writes, up to the end of its outputs: if it leaves a process behind that
     * holds them, until that has ended too. A checkpoint; cancelled, it ends the process and waits for that.
     *
     * @return how it ended and what it wrote
     * @throws ProcessFailedException if its exit code is not 0 and {@link #check()} was asked for
     * @throws IOException if it cannot be started, or writes more than the limit
     */
    public ProcessResult capture() throws IOException {
        return Execution.capture(this);
    }

    /**
     * Starts it. A checkpoint.
     *
     * <p>What is piped must be read: a process that has written 64 KiB or so which nobody reads waits for ever.
     *
     * @return the running process, to be closed
     * @throws IOException if it cannot be started
     * @throws IllegalStateException if an input was given, which there is nobody to send
     */
    public Subprocess start() throws IOException {
        if (input != null) throw new IllegalStateException("input(...) is for run() and capture(): send it to stdin()");
        return Subprocess.start(this, streams(Stdio.PIPED, Stdio.PIPED, Stdio.PIPED));
    }

    // -- looking at it

    List<String> words() {
        return words;
    }

    /** Sets up the environment of a process that would have this one's. */
    void applyEnvironment(Map<String, String> variables) {
        if (emptyEnvironment) variables.clear();
        environment.forEach((name, value) -> {
            if (value.isPresent()) variables.put(name, value.get());
            else variables.remove(name);
        });
    }

    @Nullable
    Path directory() {
        return directory;
    }

    /** The standard streams of a process, all spoken of. */
    record Streams(Stdio in, Stdio out, Stdio err) {}

    /** Its standard streams; given is what those are that were not spoken of. */
    Streams streams(Stdio in, Stdio out, Stdio err) {
        return new Streams(stdin == null ? in : stdin, stdout == null ? out : stdout, stderr == null ? err : stderr);
    }

    boolean mergesErrors() {
        return mergesErrors;
    }

    byte @Nullable [] input() {
        return input;
    }

    boolean checks() {
        return checks;
    }

    /** Whether its error output passes through this program although nobody has said where it goes. */
    boolean passesErrorsOn() {
        return checks && stderr == null && !mergesErrors;
    }

    boolean stopsDescendants() {
        return stopsDescendants;
    }

    int captureLimit() {
        return captureLimit;
    }

    Duration grace() {
        return grace;
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
