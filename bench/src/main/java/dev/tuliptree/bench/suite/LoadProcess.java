package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.load.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs what makes a load in a process and on a core of its own. */
final class LoadProcess {
    private LoadProcess() {}

    /**
     * Runs it to its end.
     *
     * @param command its command, pinned
     * @return what it printed, at least one
     * @throws IOException with what it said, if it has no outcome: an answer was wrong, or none came
     * @throws InterruptedException if the caller is interrupted
     */
    static List<Outcome> run(List<String> command) throws IOException, InterruptedException {
        Process process = start(command);
        try {
            return finish(process);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Starts one, for {@link #finish}. */
    static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(new File("."))
                .redirectErrorStream(true)
                .start();
    }

    /** Waits for the end of one that was started, as {@link #run} does. */
    static List<Outcome> finish(Process process) throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        List<Outcome> outcomes =
                said.lines().flatMap(line -> Outcome.parse(line).stream()).toList();
        if (exitCode != 0 || outcomes.isEmpty()) {
            throw new IOException("the load failed, exit code " + exitCode + ": "
                    + said.lines().limit(2).toList());
        }
        if (outcomes.stream().anyMatch(outcome -> outcome.answers() == 0)) throw new IOException("no answer came");
        return outcomes;
    }
}
