package dev.tuliptree.autobahn;

import dev.tuliptree.http.json.Json;
import dev.tuliptree.process.Command;
import dev.tuliptree.process.Subprocess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The test suite, as a child process.
 *
 * @param folder of this module
 * @param large whether group 9 belongs to it
 */
record Suite(Path folder, boolean large) {
    /** How the suite is to call us. */
    static final String AGENT = "tuliptree";

    private static final int CASES = 247;
    private static final int LARGE_CASES = 54;

    /** How many cases there are. */
    int cases() {
        return large ? CASES + LARGE_CASES : CASES;
    }

    /**
     * The command that runs it.
     *
     * @param who is tested: server or client
     * @param mode whether the suite plays the client, {@code fuzzingclient}, or the server, {@code fuzzingserver}
     * @param more what the suite has to be told besides what is the same in every run
     */
    Command command(String who, String mode, Map<String, Object> more) throws IOException {
        Path reports = reports(who);
        Files.createDirectories(reports);
        // Lest the verdicts of an earlier run be taken for those of this one.
        Files.deleteIfExists(reports.resolve("index.json"));
        Path specFile = reports.resolve("spec.json");
        Map<String, Object> spec = new LinkedHashMap<>(more);
        spec.put("outdir", reports.toString());
        spec.put("cases", List.of("*"));
        spec.put("exclude-cases", large ? List.of() : List.of("9.*"));
        spec.put("exclude-agent-cases", Map.of());
        Files.write(specFile, Json.encode(spec));
        return Subprocess.command(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-jar",
                        target("jython.jar").toString(),
                        folder.resolve("src/main/jython/wstest.py").toString(),
                        target("suite").toString(),
                        "--mode",
                        mode,
                        "--spec",
                        specFile.toString())
                .mergeErrors();
    }

    /** What the suite said in its last run, by the number of the case. */
    Map<String, Verdict> verdicts(String who) throws IOException {
        byte[] json = Files.readAllBytes(reports(who).resolve("index.json"));
        return Json.decode(json, Index.class).getOrDefault(AGENT, Map.of());
    }

    /** The verdicts by the name of who was tested, then by the number of the case. */
    private static final class Index extends HashMap<String, Map<String, Verdict>> {}

    /** The verdicts other than OK that are known, by the number of the case. */
    Map<String, String> tolerated(String who) throws IOException {
        Map<String, String> verdicts = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("tolerated.txt"))) {
            String[] words = line.strip().split(" +", 3);
            if (words.length == 3 && words[0].equals(who)) {
                verdicts.put(words[1], words[2]);
            }
        }
        return verdicts;
    }

    private Path reports(String who) {
        return target("reports").resolve(who);
    }

    private Path target(String name) {
        return folder.resolve("target").resolve(name);
    }
}
