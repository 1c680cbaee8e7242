package dev.tuliptree.gallery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gallery as its users start it: a process of its own. */
final class GalleryProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://\\S+/");

    private final Process process;
    private final BufferedReader output;

    private GalleryProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
    }

    /** Starts the program, with the carrier of the tests, and never a browser. */
    static GalleryProcess start(String... args) throws IOException {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Gallery.class.getName());
        command.add("--no-browser");
        command.addAll(List.of(args));
        return new GalleryProcess(new ProcessBuilder(command).start());
    }

    /** The address it prints; ends with a slash. */
    String address() throws IOException {
        String line = output.readLine();
        if (line == null) throw new IOException("the gallery has ended: " + errors());
        Matcher address = ADDRESS.matcher(line);
        if (!address.find()) throw new IOException("no address in: " + line);
        return address.group();
    }

    /** Asks it to stop, as SIGTERM does. */
    void terminate() {
        // Not the process itself: that would also throw away what it says.
        process.toHandle().destroy();
    }

    /** Waits until it has ended. */
    int exitCode(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the gallery still runs after " + limit);
        }
        return process.exitValue();
    }

    /** All it has said on standard error, once it has ended. */
    String errors() throws IOException {
        return new String(process.getErrorStream().readAllBytes(), UTF_8);
    }

    /** What else it says on standard output, up to its end. */
    String rest() {
        return String.join("\n", output.lines().toList());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
