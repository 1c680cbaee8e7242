package dev.tuliptree.bench.suite;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a server or client of someone's is started.
 *
 * @param name whose it is
 * @param folder where
 * @param command the command; {@code %P} stands for the port, {@code %F} for the folder with the file
 */
record Launch(String name, File folder, List<String> command) {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String PACKAGE = "dev.tuliptree.bench.";

    /** What every JVM gets that takes part: alike heaps, no warnings, and one thread for virtual threads. */
    private static final List<String> OPTIONS = List.of(
            "-Xmx1g",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djdk.virtualThreadScheduler.parallelism=1",
            "-Dio.netty.leakDetection.level=disabled");

    /** A class of this module. */
    static Launch ofClass(String name, String className, String... arguments) {
        return new Launch(name, new File("."), java(List.of(), className, arguments));
    }

    /** The same with other options of the JVM, which come first. */
    static Launch ofClass(String name, List<String> options, String className, String... arguments) {
        return new Launch(name, new File("."), java(options, className, arguments));
    }

    /** The command that starts a class of this module. */
    static List<String> java(List<String> options, String className, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        command.addAll(OPTIONS);
        command.addAll(options);
        if (!options.contains("-cp")) command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(PACKAGE + className);
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** The command for a port. */
    List<String> commandFor(int port, Setting setting) {
        return command.stream()
                .map(word -> word.replace("%P", Integer.toString(port))
                        .replace("%F", setting.folder().toString()))
                .toList();
    }
}
