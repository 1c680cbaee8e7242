package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Core;
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
     * @throws IOException with what it said, if it has no outcome: an answer was wrong, or none came
     * @throws InterruptedException if the caller is interrupted
     */
    static Outcome run(List<String> command, Core core) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(core.pin(command))
                .directory(new File("."))
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            Outcome outcome = said.lines()
                    .flatMap(line -> Outcome.parse(line).stream())
                    .findFirst()
                    .orElseThrow(() -> new IOException("the load failed, exit code " + exitCode + ": "
                            + said.lines().limit(2).toList()));
            if (outcome.answers() == 0) throw new IOException("no answer came");
            return outcome;
        } finally {
            process.destroyForcibly();
        }
    }
}
