package dev.tuliptree.bench.compare;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A program that measures one runtime.
 *
 * @param name what it is called
 * @param folder where it is started
 * @param command how it is started; {@code %M} stands for the group
 * @param groups the groups of measurements it can do, each in a process of its own
 */
public record Program(String name, File folder, List<String> command, List<String> groups) {
    private static final String CARRIER_FLAG = "--add-opens=java.base/java.lang=ALL-UNNAMED";
    private static final String PACKAGE = "dev.tuliptree.bench.";
    private static final List<String> ALL =
            List.of("switch", "spawn", "pingpong", "callsoon", "external", "sleep", "sleepers", "cancel", "parked");

    /**
     * The command for one group.
     *
     * @param group the group
     * @return the command
     */
    public List<String> commandFor(String group) {
        return command.stream().map(word -> word.replace("%M", group)).toList();
    }

    /**
     * The programs of this module, run by the same JVM with the same class path.
     *
     * @param heap how much heap they get, as the JVM's option -Xmx takes it
     * @param scripts the folder of our programs for CPython
     * @return the library on both carriers, what it is built on, and other runtimes at what the peers do not measure
     */
    public static List<Program> ours(String heap, File scripts) {
        return List.of(
                java("tuliptree", heap, ALL, CARRIER_FLAG, PACKAGE + "micro.Micro"),
                java("tuliptree-baton", heap, ALL, "-Dtuliptree.carrier=baton", PACKAGE + "micro.Micro"),
                java(
                        "bare",
                        heap,
                        List.of("switch", "spawn", "pingpong", "parked"),
                        CARRIER_FLAG,
                        PACKAGE + "bare.Bare"),
                java(
                        "jdk-more",
                        heap,
                        List.of("external", "sleepers", "cancel", "parked"),
                        "-Djdk.virtualThreadScheduler.parallelism=1",
                        PACKAGE + "others.JdkThreads"),
                java(
                        "kotlin-more",
                        heap,
                        List.of("cancel", "parked"),
                        "-Dkotlinx.coroutines.debug=off",
                        PACKAGE + "others.KotlinCoroutines"),
                python("asyncio", scripts),
                python("uvloop", scripts));
    }

    private static Program java(String name, String heap, List<String> groups, String option, String main) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.add("-Xmx" + heap);
        command.add(option);
        // Programs that measure spawning hold the loop for longer than the watchdog finds normal.
        command.add("-Dtuliptree.slowStepMillis=60000");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main, "%M"));
        return new Program(name, new File("."), command, groups);
    }

    private static Program python(String loop, File scripts) {
        List<String> command = List.of("/usr/bin/python3", "-E", "asyncio_more.py", "%M", loop);
        return new Program(loop + "-more", scripts, command, List.of("external", "cancel", "parked"));
    }

    /**
     * A line of {@code micros.tsv}: name, command and groups, with tabs between them.
     *
     * @param line the line
     * @param folder the folder of the file
     * @return the program
     */
    public static Program parse(String line, File folder) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 3) throw new IllegalArgumentException("not three columns: " + line);
        return new Program(
                columns[0], folder, Arrays.asList(columns[1].split(" ", -1)), Arrays.asList(columns[2].split(" ", -1)));
    }
}
